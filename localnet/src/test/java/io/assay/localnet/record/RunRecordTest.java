package io.assay.localnet.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HASH = "0".repeat(64);
    private static final String PEER = "5" + "A".repeat(47);

    private static final HParams HPARAMS = shipped();

    private static HParams shipped() {
        try (var in = RunRecordTest.class.getResourceAsStream("/hparams-localnet.json")) {
            return HParamsJson.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final List<Long> settled = new ArrayList<>();
    private final RunRecord record = new RunRecord(window -> settled.add(window.window()));

    @Test
    void gathersAWindow() {
        record.apply(new WindowOpened(1, 7, 0, 168, T, List.of(), List.of(), List.of(), HASH), T);
        record.apply(
                new WindowClosed(
                        1,
                        7,
                        0,
                        192,
                        "0xab",
                        T.plusSeconds(6),
                        T.plusSeconds(8),
                        List.of(PeerArrival.rejected(1, PEER, RejectReason.TOO_LATE), PeerArrival.missing(2, PEER))),
                T);
        record.apply(new LossDelta(1, 7, 0, PEER, new LossPair(4, 3, 9), new LossPair(5, 4, 9), null, HASH, "w", 1), T);
        record.apply(verdict(7), T.plusMillis(9_500));
        var window = record.settledWindows().getFirst();
        assertThat(settled).containsExactly(7L);
        assertThat(window.rejected()).isEqualTo(Map.of("too_late", 1));
        assertThat(window.lossRandomBefore()).isEqualTo(5);
        assertThat(window.durationMillis()).isEqualTo(9_500);
        assertThat(window.verdicts()).isEqualTo(1);
    }

    @Test
    void tellsWhatWasEvaluatedAndHowLongTheVerdictTook() {
        var drawn = List.of(peer('A'), peer('B'), peer('C'), peer('D'));
        record.apply(new WindowOpened(1, 7, 0, 168, T, List.of(), drawn, List.of(), HASH), T);
        var pinned = new PinnedObject("assay", "k", 9, HASH);
        var arrivals = List.of(
                PeerArrival.arrived(1, peer('A'), pinned),
                PeerArrival.arrived(2, peer('B'), pinned),
                PeerArrival.arrived(3, peer('C'), pinned),
                PeerArrival.missing(4, peer('D')),
                PeerArrival.arrived(5, peer('E'), pinned));
        record.apply(new WindowClosed(1, 7, 0, 192, "0xab", T.plusSeconds(6), T.plusSeconds(8), arrivals), T);
        var pair = new LossPair(4, 3, 9);
        record.apply(
                verdict(
                        7,
                        new PeerEvaluation(peer('A'), pair, pair, null, null),
                        new PeerEvaluation(peer('B'), null, null, null, EvaluationFailure.DEVICE_FAULT),
                        new PeerEvaluation(peer('E'), pair, pair, null, null)),
                T.plusMillis(8_450));
        var window = record.settledWindows().getFirst();
        assertThat(window.drawn()).containsExactlyInAnyOrder(peer('A'), peer('B'), peer('C'));
        assertThat(window.evaluated()).isEqualTo(2);
        assertThat(window.failed()).isEqualTo(Map.of("device_fault", 1));
        assertThat(window.verdictDelayMillis()).isEqualTo(450);
        var report = new Reporting(HPARAMS, 2, Map.of(), Map.of()).report(record, List.of(), List.of());
        assertThat(report.windows().getFirst().evaluatedShare()).isEqualTo(2.0 / 3);
        assertThat(report.evaluation()).isEqualTo(new Report.Evaluation(2, 3, 2, 2.0 / 3, 450L, 450L, null));
    }

    @Test
    void tellsHowBusyTheDevicesWereBetweenOpeningsThatWereSeen() {
        var seconds = new AtomicReference<>(100.0);
        opened(6, T);
        record.watch(new Devices(seconds::get, 2));
        opened(7, T.plusSeconds(6));
        seconds.set(103.0);
        opened(8, T.plusSeconds(12));
        opened(8, T.plusSeconds(13));
        seconds.set(109.0);
        opened(9, T.plusSeconds(18));
        opened(11, T.plusSeconds(30));
        for (var window : List.of(6, 7, 8, 9, 11)) {
            record.apply(verdict(window), T);
        }
        assertThat(record.settledWindows())
                .extracting(WindowRecord::busyShare)
                .containsExactly(null, 0.25, 0.5, null, null);
    }

    private void opened(long window, Instant at) {
        record.apply(new WindowOpened(1, window, 0, 0, at, List.of(), List.of(), List.of(), HASH), at);
    }

    private static String peer(char letter) {
        return "5" + Character.toString(letter).repeat(47);
    }

    @Test
    void countsVerdictsOfOneWindow() {
        record.apply(verdict(7), T);
        record.apply(verdict(7), T);
        assertThat(record.settledWindows()).hasSize(1);
        assertThat(record.settledWindows().getFirst().verdicts()).isEqualTo(2);
    }

    @Test
    void followsWeightsToTheChain() {
        record.apply(
                new WeightsPlanned(1, 5, HASH, PEER, 0, "0x01", List.of(new ChainWeight(2, PEER, 65535)), 120, null),
                T);
        record.apply(new WeightsSubmitted(1, 5, "0x01", 1), T);
        assertThat(record.submissions().getFirst().outcome()).isEqualTo("submitted");
        assertThat(record.newestFinalized()).isEmpty();
        record.apply(new WeightsInBlock(1, 5, "0x01", 121), T);
        assertThat(record.submissions().getFirst())
                .returns("in_block", SubmissionRecord::outcome)
                .returns(null, SubmissionRecord::block);
        record.apply(new WeightsFinalized(1, 5, "0x01", 121), T);
        record.apply(new WeightsFailed(1, 10, null, "NoWeights", "nobody earned anything"), T);
        assertThat(record.newestFinalized().orElseThrow().weights()).isEqualTo(Map.of(2, 65535));
        assertThat(record.submissions())
                .extracting(SubmissionRecord::outcome)
                .containsExactly("finalized", "NoWeights");
    }

    private static WindowVerdict verdict(long window, PeerEvaluation... evaluations) {
        var inputs = new WindowVerdict.Inputs(List.of(), List.of(), List.of(), "0xab", List.of(), List.of(evaluations));
        return new WindowVerdict(
                1, window, 0, false, inputs, List.of(), List.of(), List.of(), null, HPARAMS, HASH, null, HASH);
    }
}
