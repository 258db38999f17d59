package io.assay.rating.core;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.Overlap;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.OverlapBand;
import io.assay.protocol.json.HParamsJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Windows to test with: peers are known by their uids, their hotkeys follow from them. */
public final class Windows {
    public static final HParams HPARAMS = new HParams(
            3,
            42,
            7,
            10,
            0,
            50,
            256,
            15,
            5,
            2,
            0.4,
            64,
            6,
            8,
            2,
            2,
            256,
            4e-4,
            0,
            0.999,
            250,
            20000,
            0.1,
            32,
            64,
            0.2,
            100,
            0.6,
            0.05,
            0.75,
            2,
            20,
            0.1,
            25,
            0.25,
            0.75,
            0.75,
            3,
            0.6,
            List.of(new OverlapBand(0.6, 0.5), new OverlapBand(0.9, 1)),
            HParams.WeightsFrom.FINAL_SCORE,
            HParams.Parity.ASSAY,
            new LlamaShape(64, 8, 1, 2, 2, 16, 64, 10000, 1e-5),
            null,
            null);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DIGEST = "ab".repeat(32);

    private Windows() {}

    public static HParams with(String json) {
        return HParamsJson.overlay(HPARAMS, json);
    }

    public static String hotkey(int uid) {
        return "5Miner" + "x".repeat(36) + "%06d".formatted(uid).replace('0', 'z');
    }

    public static String sha(int uid) {
        return "%064x".formatted(uid + 1);
    }

    public static List<Integer> uids(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    /** All of the roster are active, drawn and in the gather set. */
    public static WindowOpened opened(long window, List<Integer> uids) {
        return opened(window, uids, uids, uids);
    }

    public static WindowOpened opened(long window, List<Integer> roster, List<Integer> drawn, List<Integer> gather) {
        return new WindowOpened(
                3,
                window,
                window,
                window * 7,
                TIME.plusSeconds(84 * window),
                roster.stream()
                        .map(uid -> new RosterEntry(uid, hotkey(uid), true))
                        .toList(),
                drawn.stream().map(Windows::hotkey).toList(),
                gather.stream().map(Windows::hotkey).toList(),
                DIGEST);
    }

    /** Everybody's gradient arrived. */
    public static WindowClosed closed(long window, List<Integer> uids) {
        return closedWith(window, uids.stream().map(Windows::arrived).toList());
    }

    public static WindowClosed closedWith(long window, List<PeerArrival> arrivals) {
        var closedAt = TIME.plusSeconds(84 * window + 84);
        return new WindowClosed(
                3, window, window, window * 7 + 7, "0xfeed", closedAt, closedAt.plusSeconds(10), arrivals);
    }

    public static PeerArrival arrived(int uid) {
        return PeerArrival.arrived(uid, hotkey(uid), new PinnedObject("assay", "pinned/3/" + sha(uid), 100, sha(uid)));
    }

    /** Like the upload of another peer, which came a second before. */
    public static PeerArrival copied(int uid, int original, double share) {
        return arrived(uid).with(new Overlap(hotkey(original), share, 0, TIME.plusSeconds(1), TIME));
    }

    /** A delta whose own improvement beats the random one, which is {@code score} of a loss of 2. */
    public static LossDelta delta(long window, int uid, double score) {
        return delta(window, uid, score + 0.01, score, 0.5);
    }

    public static LossDelta delta(long window, int uid, double own, double random, @Nullable Double steps) {
        return new LossDelta(3, window, uid, hotkey(uid), losses(own), losses(random), steps, sha(uid), "worker-1", 20);
    }

    private static LossPair losses(double improvement) {
        return new LossPair(2, 2 * (1 - improvement), 1000);
    }

    public static EvaluationFailed failed(long window, int uid, EvaluationFailure reason) {
        return new EvaluationFailed(3, window, uid, hotkey(uid), reason, "it did not work", "worker-1");
    }

    public static PeerEvaluation evaluation(int uid, double score) {
        return PeerEvaluation.of(delta(1, uid, score));
    }

    public static Standing standing(WindowVerdict verdict, int uid) {
        return verdict.standings().stream()
                .filter(standing -> standing.hotkey().equals(hotkey(uid)))
                .findFirst()
                .orElseThrow();
    }

    /** A peer of good standing. */
    public static Standing good(int uid) {
        return new Standing(uid, hotkey(uid), 40, 5, 0.01, 0.01, 1, 0.5, 0.8, 10, 9, true, null, 0.5);
    }
}
