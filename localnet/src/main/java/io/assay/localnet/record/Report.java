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
        Evaluation evaluation,
        List<Service> services) {
    /**
     * A window.
     *
     * @param rejected uploads refused, by reason
     * @param durationMs from its first block to its verdict
     * @param drawn arrivals of peers that were drawn for evaluation
     * @param evaluated how many of those the verdict has an outcome of
     * @param evaluatedShare the second to the first; absent where nobody was drawn and arrived
     * @param failed outcomes that are no measurement, by reason
     * @param verdictDelayMs from the end of the upload interval to the verdict
     * @param busyShare of the time from this window's opening to the next one's, in which the devices computed; absent
     *     for windows of a run before this one
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
            long durationMs,
            int drawn,
            long evaluated,
            @Nullable Double evaluatedShare,
            Map<String, Integer> failed,
            @Nullable Long verdictDelayMs,
            @Nullable Double busyShare) {}

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

    /**
     * The evaluation over all windows.
     *
     * @param workers of this run
     * @param evaluatedShare outcomes to arrivals drawn; absent where nobody was drawn and arrived
     * @param verdictDelayMs median, from the end of the upload interval to the verdict
     * @param longestVerdictDelayMs the longest of them
     * @param busyShare mean over the windows of this run
     */
    public record Evaluation(
            int workers,
            long drawn,
            long evaluated,
            @Nullable Double evaluatedShare,
            @Nullable Long verdictDelayMs,
            @Nullable Long longestVerdictDelayMs,
            @Nullable Double busyShare) {}

    /** A service at the end of the run. */
    public record Service(String name, String url, String health) {}
}
