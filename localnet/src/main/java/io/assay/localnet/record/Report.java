package io.assay.localnet.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as JSON for programs. */
public record Report(
        List<Window> windows,
        List<Peer> peers,
        List<SubmissionRecord> submissions,
        Model model,
        List<Service> services) {
    /**
     * A window.
     *
     * @param rejected uploads refused, by reason
     * @param durationMs from its first block to its verdict
     */
    public record Window(
            long window,
            @Nullable Double lossRandomBefore,
            long arrived,
            Map<String, Integer> rejected,
            long missing,
            String verdictHash,
            @Nullable String previousVerdictHash,
            int verdicts,
            long durationMs) {}

    /**
     * A miner.
     *
     * @param weight share of the last verdict's weights
     * @param emission credited to its hotkey so far, in rao
     */
    public record Peer(
            int uid,
            String hotkey,
            String strategy,
            @Nullable Double mu,
            @Nullable Double sigma,
            @Nullable Double ordinal,
            double binaryAverage,
            double syncScore,
            double finalScore,
            double weight,
            long emission) {}

    /**
     * The model.
     *
     * @param initialLoss on the common batches of the first window measured
     * @param finalLoss on those of the last
     */
    public record Model(
            long parameters,
            @Nullable Double initialLoss,
            @Nullable Double finalLoss) {}

    /** A service at the end of the run. */
    public record Service(String name, String url, String health) {}
}
