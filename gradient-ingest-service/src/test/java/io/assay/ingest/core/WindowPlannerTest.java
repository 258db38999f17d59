package io.assay.ingest.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowPlannerTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DIGEST = "0".repeat(64);
    private static final String HASH = "0x" + "ab".repeat(32);
    private static final List<RegisteredPeer> PEERS = IntStream.range(0, 6)
            .mapToObj(uid -> new RegisteredPeer(uid, "5" + "ABCDEF".charAt(uid) + "x".repeat(46)))
            .toList();

    private final WindowLedger ledger = new WindowLedger();

    @Test
    void beginsWithAWholeWindow() {
        var planner = planner("{}");
        assertThat(planner.due(ledger, 71)).isEmpty();
        assertThat(planner.due(ledger, 77)).hasValue(11);
    }

    @Test
    void catchesUpWindowByWindow() {
        var planner = planner("{}");
        ledger.apply(open(planner, 3));
        assertThat(planner.due(ledger, 27)).isEmpty();
        assertThat(planner.due(ledger, 60)).hasValue(4);
    }

    @Test
    void countsStepsFromTheFirstWindow() {
        var planner = planner("{}");
        assertThat(open(planner, 30).globalStep()).isZero();
        ledger.apply(open(planner, 30));
        assertThat(open(planner, 31).globalStep()).isOne();
    }

    @Test
    void drawsAllWhenThereAreFewerAndNeverMoreThanAllowed() {
        assertThat(open(planner("{}"), 1).drawn()).hasSize(6);
        assertThat(open(planner("{\"uids_per_window\": 2}"), 1).drawn())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void drawsEveryoneWithinFairTime() {
        var planner = planner("{\"uids_per_window\": 2}");
        var drawn = new HashMap<String, Integer>();
        for (var window = 1; window <= 60; window++) {
            var opened = planner.open(ledger, window, block(window), PEERS);
            ledger.apply(opened);
            ledger.apply(
                    closed(opened, opened.roster().stream().map(e -> reject(e)).toList()));
            opened.drawn().forEach(hotkey -> drawn.merge(hotkey, 1, Integer::sum));
        }
        assertThat(drawn).hasSize(6);
        assertThat(drawn.values()).allMatch(times -> times >= 10);
    }

    @Test
    void silentPeerBecomesInactiveAndComesBackWithAnUpload() {
        var planner = planner("{\"recent_windows\": 2}");
        var silent = PEERS.get(0).hotkey();
        for (var window = 1; window <= 4; window++) {
            var opened = planner.open(ledger, window, block(window), PEERS);
            assertThat(active(opened, silent)).isEqualTo(window <= 3);
            ledger.apply(opened);
            ledger.apply(closed(opened, List.of()));
        }
        var late = open(planner, 5);
        ledger.apply(late);
        ledger.apply(closed(late, List.of(reject(late.roster().getFirst()))));
        assertThat(active(open(planner, 6), silent)).isTrue();
        assertThat(open(planner, 6).drawn()).containsExactly(silent);
    }

    @Test
    void duplicatesChangeNothing() {
        var planner = planner("{}");
        var opened = open(planner, 1);
        var rejected = new GradientRejected(
                3, 1, 0, PEERS.get(0).hotkey(), RejectReason.TRUNCATED, "the file ends early", null);
        for (var i = 0; i < 2; i++) {
            ledger.apply(rejected);
            ledger.apply(opened);
        }
        assertThat(ledger.openWindows()).containsExactly(opened);
        var closing = WindowEnd.of(hparams("{}"), opened, block(2)).close(ledger, Optional.empty());
        ledger.apply(closing);
        ledger.apply(opened);
        ledger.apply(rejected);
        assertThat(ledger.openWindows()).isEmpty();
        assertThat(ledger.arrival(1, PEERS.get(0).hotkey())).isEmpty();
        assertThat(closing.arrivals().getFirst().reason()).isEqualTo(RejectReason.TRUNCATED);
        assertThat(closing.arrivals()).hasSize(6);
    }

    @Test
    void tellsHowMuchOfTheOldestOpenWindowIsSettled() {
        assertThat(ledger.settledShare()).isZero();
        var opened = open(planner("{}"), 1);
        ledger.apply(opened);
        assertThat(ledger.settledShare()).isZero();
        for (var uid = 0; uid < 3; uid++) {
            ledger.apply(new GradientRejected(
                    3, 1, uid, PEERS.get(uid).hotkey(), RejectReason.TRUNCATED, "the file ends early", null));
        }
        assertThat(ledger.settledShare()).isEqualTo(0.5);
        ledger.apply(WindowEnd.of(hparams("{}"), opened, block(2)).close(ledger, Optional.empty()));
        assertThat(ledger.settledShare()).isZero();
    }

    @Test
    void closesOnlyWhenNoUploadCanBeInTimeAnyMore() {
        var closing = WindowEnd.of(hparams("{\"time_window_delta_seconds\": 10}"), open(planner("{}"), 1), block(2));
        var t = closing.closing().timestamp();
        assertThat(closing.over(t.plusSeconds(11), Duration.ZERO)).isFalse();
        assertThat(closing.over(t.plusSeconds(12), Duration.ZERO)).isTrue();
        assertThat(closing.over(t.plusSeconds(12), Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void tellsOnceThatAWindowIsClosing() {
        var opened = open(planner("{}"), 1);
        var end = WindowEnd.of(hparams("{}"), opened, block(2));
        ledger.apply(opened);
        assertThat(ledger.isClosing(1)).isFalse();
        ledger.apply(end.announce());
        assertThat(ledger.isClosing(1)).isTrue();
        assertThat(ledger.openWindows()).containsExactly(opened);
        assertThat(end.announce().closingBlockHash()).isEqualTo(block(2).hash());
        assertThat(end.announce().globalStep()).isEqualTo(opened.globalStep());
        ledger.apply(end.close(ledger, Optional.empty()));
        assertThat(ledger.isClosing(1)).isFalse();
    }

    private WindowOpened open(WindowPlanner planner, long window) {
        return planner.open(ledger, window, block(window), PEERS);
    }

    private static boolean active(WindowOpened opened, String hotkey) {
        return opened.roster().stream().anyMatch(entry -> entry.hotkey().equals(hotkey) && entry.active());
    }

    private static PeerArrival reject(RosterEntry entry) {
        return PeerArrival.rejected(entry.uid(), entry.hotkey(), RejectReason.TOO_LATE);
    }

    private static WindowClosed closed(WindowOpened opened, List<PeerArrival> arrivals) {
        return new WindowClosed(
                3, opened.window(), opened.globalStep(), opened.window() * 7 + 7, HASH, T0, T0, arrivals);
    }

    private static ChainBlock block(long window) {
        return new ChainBlock(window * 7, "0x%064x".formatted(window), T0.plusSeconds(84 * window));
    }

    private static WindowPlanner planner(String over) {
        return new WindowPlanner(hparams(over), DIGEST, SketchKeys.of(new byte[32]));
    }

    private static HParams hparams(String over) {
        try {
            return HParamsJson.overlay(HParamsJson.read(Files.readString(Path.of("..", "hparams.json"))), over);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
