package io.assay.rating.kafka;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.sha;
import static io.assay.rating.core.Windows.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Topics;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.Subnets;
import io.assay.rating.core.Windows;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a record contains, the ones after it get their verdicts. */
class PoisonTest {
    private static final Subnets SUBNETS = new Subnets(Windows.HPARAMS);
    private static final List<Integer> PEERS = uids(2);

    @TempDir
    Path directory;

    private RatingDriver driver;

    @BeforeEach
    void start() {
        driver = driver(directory.resolve("state"), _ -> Optional.empty());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private static RatingDriver driver(Path directory, LastVerdicts record) {
        return new RatingDriver(directory, SUBNETS, record);
    }

    private static Event[] good(long window) {
        return new Event[] {
            Events.agreed(opened(window, PEERS)), closed(window, PEERS), delta(window, 1, 0.02), delta(window, 2, 0.01)
        };
    }

    private static WindowOpened opening(List<RosterEntry> roster, List<String> drawn, List<String> gather) {
        return new WindowOpened(3, 1, 1, 7, Instant.EPOCH, roster, drawn, gather, HParamsJson.digest(Windows.HPARAMS));
    }

    private static RosterEntry entry(int uid, int name) {
        return new RosterEntry(uid, hotkey(name), true);
    }

    private static String json(Event event) {
        return new String(EventJson.write(event), UTF_8);
    }

    private static Arguments of(Event event, String reason) {
        return Arguments.of(event.type(), json(event), reason);
    }

    static Stream<Arguments> unusable() {
        var two = List.of(entry(1, 1), entry(2, 2));
        return Stream.of(
                of(opening(List.of(entry(1, 1), entry(2, 1)), List.of(), List.of()), "roster has 5Miner"),
                of(opening(List.of(entry(1, 1), entry(1, 2)), List.of(), List.of()), "roster has 1 twice"),
                of(opening(two, List.of(hotkey(3)), List.of()), "drawn has 5Miner"),
                of(opening(two, List.of(hotkey(1), hotkey(1)), List.of()), "drawn has 5Miner"),
                of(opening(two, List.of(), List.of(hotkey(3))), "gather has 5Miner"),
                of(opening(two, List.of(), List.of(hotkey(2), hotkey(2))), "gather has 5Miner"),
                Arguments.of(
                        "WindowOpened",
                        json(opened(1, PEERS)).replace("\"window\":1", "\"window\":9007199254740993"),
                        "not exact as a JSON number"),
                of(extreme(1, 1e300, null, 1000), "random has the relative improvement -1.0E300"),
                of(extreme(1e-100, 1, null, 1000), "random has the relative improvement -1.0E100"),
                of(extreme(2, 1, null, Long.MAX_VALUE), "not exact as a JSON number"));
    }

    private static LossDelta extreme(double before, double after, @Nullable Double steps, long tokens) {
        var random = new LossPair(before, after, tokens);
        return new LossDelta(3, 1, 1, hotkey(1), new LossPair(2, 1, 1), random, steps, sha(1), "worker-1", 20);
    }

    @ParameterizedTest
    @MethodSource
    void unusable(String type, String json, String reason) {
        driver.send(type.equals("WindowOpened") ? "windows" : "loss-deltas", type, json);
        assertThat(driver.deadLetters()).singleElement().asString().contains(reason);
        assertThat(driver.moved()).hasSize(1).containsValue(1);
        goesOnAsIfNothingHadBeen();
    }

    private void goesOnAsIfNothingHadBeen() {
        driver.send(good(1));
        assertThat(driver.verdicts())
                .extracting(WindowVerdict::verdictHash)
                .isEqualTo(Events.verdictHashes(Windows.HPARAMS, List.of(good(1))));
    }

    @Test
    void aClosingThatNoVerdictCouldHoldIsBuriedAndMayBeSaidAgain() {
        driver.send(Events.agreed(opened(1, PEERS)));
        var text = json(closed(1, PEERS));
        driver.send("windows", "WindowClosed", text.replace("0xfeed", "\\ud800"));
        driver.send("windows", "WindowClosed", text.replace("\"sizeBytes\":100", "\"sizeBytes\":9223372036854775807"));
        driver.send(closedWith(1, List.of(arrived(1), arrived(1))));
        assertThat(driver.deadLetters())
                .hasSize(3)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("half a surrogate pair"),
                        reason -> assertThat(reason).contains("not exact as a JSON number"),
                        reason -> assertThat(reason).contains("arrivals has").contains("twice"));
        driver.send(closed(1, PEERS), delta(1, 1, 0.02), delta(1, 2, 0.01));
        assertThat(driver.verdicts()).hasSize(1);
    }

    @Test
    void halfACharacterInAnEvaluationIsBuried() {
        var failed = json(Windows.failed(1, 1, EvaluationFailure.DEVICE_FAULT));
        driver.send("loss-deltas", "EvaluationFailed", failed.replace("it did not work", "\\udc00"));
        assertThat(driver.deadLetters()).singleElement().asString().contains("half a surrogate pair");
        goesOnAsIfNothingHadBeen();
    }

    @Test
    void theMostExtremeNumbersThatAreTakenInGiveAVerdict() {
        driver.send(Events.agreed(opened(1, PEERS)), closed(1, PEERS));
        driver.send(extreme(1, 3e38, Double.MAX_VALUE, 1L << 53));
        driver.send(delta(1, 2, -1e30, -1e30, 0.0));
        assertThat(driver.verdicts()).hasSize(1);
        driver.send(good(2));
        assertThat(driver.verdicts()).hasSize(1);
        assertThat(driver.deadLetters()).isEmpty();
    }

    @Test
    void aVerdictLargerThanARecordIsAbandonedAndTheNextWindowGoesOn() {
        var many = uids(14_000);
        driver.send(Events.agreed(opened(1, many, List.of(), List.of())), closed(1, many));
        assertThat(driver.verdicts()).isEmpty();
        driver.send(good(2));
        assertThat(driver.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.window()).isEqualTo(2);
            assertThat(verdict.previousVerdictHash()).isNull();
            assertThat(verdict.standings()).hasSize(2);
        });
        assertThat(driver.moved())
                .containsEntry("rating.abandoned,3,verdict_too_large", 1)
                .containsEntry("rating.verdicts,all_outcomes,3", 1)
                .hasSize(3);
    }

    @Test
    void aRecordThatIsTooLargeToKeepIsBuried() {
        var all = uids(65_535);
        var size = EventJson.write(opened(1, all, List.of(), List.of())).length;
        var each = EventJson.write(opened(1, all, all.subList(0, 1001), List.of())).length
                - EventJson.write(opened(1, all, all.subList(0, 1), List.of())).length;
        var drawn = (int) ((Topics.MAX_RECORD_BYTES - 10_000L - size) * 1000 / each);
        driver.send(opened(1, all, all.subList(0, drawn), List.of()));
        assertThat(driver.deadLetters()).singleElement().asString().contains("bytes to keep");
        goesOnAsIfNothingHadBeen();
    }

    @Test
    void standingsThatCannotBeRatedCostTheirWindowsAndNothingElse() {
        var beyond = new Standing(1, hotkey(1), 1e200, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, null, 0.5);
        driver.send(good(1));
        var verdict = driver.verdicts().getFirst();
        try (var other = driver(directory.resolve("other"), _ -> Optional.of(with(verdict, beyond)))) {
            other.send(good(2));
            other.send(good(3));
            assertThat(other.verdicts()).isEmpty();
            assertThat(other.moved())
                    .containsEntry("rating.abandoned,3,cannot_settle", 2)
                    .containsEntry("rating.accepted,3", 8)
                    .hasSize(2);
        }
    }

    private static WindowVerdict with(WindowVerdict of, Standing standing) {
        return new WindowVerdict(
                of.netuid(),
                of.window(),
                of.globalStep(),
                of.degraded(),
                of.inputs(),
                of.changes(),
                List.of(standing),
                of.weights(),
                of.waiting(),
                of.hparams(),
                of.hparamsDigest(),
                of.previousVerdictHash(),
                of.verdictHash());
    }

    @Test
    void aTraceThatIsNoneIsNotCarriedOn() {
        for (var event : good(1)) {
            var headers = new RecordHeaders();
            headers.add("traceparent", new byte[1 << 20]);
            var value = new EventSerializer().serialize("", headers, event);
            driver.pipe(Topics.of(event).topic(), "3", headers, value);
        }
        assertThat(driver.records("window-verdicts"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.headers().lastHeader("traceparent")).isNull());
    }

    @Test
    void aDeadLetterIsCutWhereverItIsLong() {
        var headers = new RecordHeaders();
        headers.add("small", "kept".getBytes(UTF_8)).add("large", new byte[1 << 20]);
        driver.pipe("windows", "k".repeat(1 << 20), headers, new byte[1 << 20]);
        assertThat(driver.records("windows.dlt")).singleElement().satisfies(record -> {
            assertThat(record.key()).hasSize(4 << 10);
            assertThat(record.value()).hasSize(512 << 10);
            assertThat(record.headers())
                    .extracting(header -> header.key())
                    .containsExactly(
                            "small",
                            "reason",
                            "originalPartition",
                            "originalOffset",
                            "originalTimestamp",
                            "originalBytes");
            assertThat(Origin.of(record.headers()))
                    .isNotNull()
                    .extracting(Origin::partition, Origin::bytes)
                    .containsExactly(0, 1 << 20);
        });
    }

    @Test
    void aReasonIsOneShortLine() {
        assertThat(DeadLetter.oneLine("a\nb" + "c".repeat(1000))).hasSize(500).startsWith("a b");
    }

    @Test
    void aRecordWithoutATimeHasTheEarliest() {
        assertThat(RatingTopology.timestamp(-1)).isZero();
        assertThat(RatingTopology.timestamp(5)).isEqualTo(5);
    }
}
