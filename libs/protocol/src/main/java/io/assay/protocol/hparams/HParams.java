package io.assay.protocol.hparams;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The mechanism's parameters, as {@code hparams.json} has them in snake_case. Penalties are shares removed.
 *
 * @param netuid the subnet; part of every record
 * @param seed start of the model's parameters and of every peer's stream of batches
 * @param blocksPerWindow length of a window in blocks
 * @param timeWindowDeltaSeconds length of the upload interval after the closing block
 * @param clockSkewSeconds widens both ends of the upload interval
 * @param windowsPerWeights windows between two submissions of weights
 * @param uidsPerWindow peers drawn for evaluation in a window
 * @param topkPeers size of the gather set
 * @param recentWindows windows without an upload after which a peer is inactive
 * @param settleLag windows after which a window is settled with what there is
 * @param gatherSuccessMin share of the gather set below which a window is degraded
 * @param sequenceLength tokens of one sequence
 * @param batchSize sequences of one batch
 * @param assignedBatches batches of a peer's stream that the tested ones are drawn from
 * @param ownSampleBatches assigned batches tested, at most assigned_batches
 * @param randomSampleBatches batches common to all peers tested
 * @param syncProbeSize positions of the model that a sync probe tells
 * @param learningRate largest step of a parameter
 * @param weightDecay share of a parameter removed with each step, times the learning rate
 * @param momentumDecay share of the error feedback a miner keeps
 * @param warmupSteps steps of linear warm-up
 * @param tMax steps of the cosine after the warm-up
 * @param alphaF share of the learning rate at the cosine's end
 * @param topkCompression coefficients kept of each chunk
 * @param targetChunk largest edge of a chunk
 * @param evalLrFactor share of the learning rate used when a gradient is tried
 * @param checkpointFrequency windows between two checkpoints
 * @param gradientScoreMaAlpha weight of the newest gradient score in its moving average
 * @param binaryScoreMaAlpha weight of the newest binary indicator in its moving average
 * @param finalScoreMaAlpha weight of the newest final score in its moving average
 * @param powerNormalisation exponent of the weight normalisation
 * @param openskillBeta Plackett-Luce beta
 * @param openskillTau Plackett-Luce tau
 * @param resetInactivityWindows windows of absence after which a standing is reset
 * @param inactivityPenalty share of the score removed for every inactive window
 * @param missingGradientPenalty share removed for a missing gradient
 * @param poorSyncPenalty share removed for a model out of sync
 * @param syncMaxStepsBehind out of sync is strictly more than this
 * @param idxOverlapThreshold share of indices in common, of those that are not usual, from which on two uploads of a window
 *     are too much alike
 * @param overlapPenalty what the copy then costs, the lowest share first; empty: nothing
 * @param weightsFrom which score the weights are taken from
 * @param parity whose behaviour is reproduced where ours differs on purpose
 * @param model dimensions of the language model
 * @param datasetSha256 SHA-256 of the index of the token shards that peers train and are tested on, 64 lower-case hexadecimal
 *     digits; absent: the text that is built in
 * @param initialValuesSha256 SHA-256 of all parameters' little-endian floats in canonical order at the record's first window,
 *     64 lower-case hexadecimal digits; absent: they follow from the seed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record HParams(
        int netuid,
        long seed,
        int blocksPerWindow,
        int timeWindowDeltaSeconds,
        int clockSkewSeconds,
        int windowsPerWeights,
        int uidsPerWindow,
        int topkPeers,
        int recentWindows,
        int settleLag,
        double gatherSuccessMin,
        int sequenceLength,
        int batchSize,
        int assignedBatches,
        int ownSampleBatches,
        int randomSampleBatches,
        int syncProbeSize,
        double learningRate,
        double weightDecay,
        double momentumDecay,
        int warmupSteps,
        int tMax,
        double alphaF,
        int topkCompression,
        int targetChunk,
        double evalLrFactor,
        int checkpointFrequency,
        double gradientScoreMaAlpha,
        double binaryScoreMaAlpha,
        double finalScoreMaAlpha,
        double powerNormalisation,
        double openskillBeta,
        double openskillTau,
        int resetInactivityWindows,
        double inactivityPenalty,
        double missingGradientPenalty,
        double poorSyncPenalty,
        double syncMaxStepsBehind,
        double idxOverlapThreshold,
        List<OverlapBand> overlapPenalty,
        WeightsFrom weightsFrom,
        Parity parity,
        LlamaShape model,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String datasetSha256,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String initialValuesSha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public HParams {
        Allowed.integer("netuid", netuid, 0, 65535);
        Allowed.integer("seed", seed, 0, 9007199254740991L);
        Allowed.integer("blocks_per_window", blocksPerWindow, 1, 1000000);
        Allowed.integer("time_window_delta_seconds", timeWindowDeltaSeconds, 1, 86400);
        Allowed.integer("clock_skew_seconds", clockSkewSeconds, 0, 60);
        Allowed.integer("windows_per_weights", windowsPerWeights, 1, 100000);
        Allowed.integer("uids_per_window", uidsPerWindow, 1, 65536);
        Allowed.integer("topk_peers", topkPeers, 1, 65536);
        Allowed.integer("recent_windows", recentWindows, 1, 100000);
        Allowed.integer("settle_lag", settleLag, 1, 1000);
        Allowed.real("gather_success_min", gatherSuccessMin, 0, 1);
        Allowed.integer("sequence_length", sequenceLength, 2, 1048576);
        Allowed.integer("batch_size", batchSize, 1, 65536);
        Allowed.integer("assigned_batches", assignedBatches, 1, 65536);
        Allowed.integer("own_sample_batches", ownSampleBatches, 1, 65536);
        Allowed.integer("random_sample_batches", randomSampleBatches, 1, 65536);
        Allowed.integer("sync_probe_size", syncProbeSize, 1, 65536);
        Allowed.real("learning_rate", learningRate, 1e-9, 1);
        Allowed.real("weight_decay", weightDecay, 0, 1);
        Allowed.real("momentum_decay", momentumDecay, 0, 1);
        Allowed.integer("warmup_steps", warmupSteps, 0, 10000000);
        Allowed.integer("t_max", tMax, 1, 100000000);
        Allowed.real("alpha_f", alphaF, 0, 1);
        Allowed.integer("topk_compression", topkCompression, 1, 65536);
        Allowed.integer("target_chunk", targetChunk, 1, 256);
        Allowed.real("eval_lr_factor", evalLrFactor, 1e-9, 10);
        Allowed.integer("checkpoint_frequency", checkpointFrequency, 1, 1000000);
        Allowed.share("gradient_score_ma_alpha", gradientScoreMaAlpha);
        Allowed.share("binary_score_ma_alpha", binaryScoreMaAlpha);
        Allowed.share("final_score_ma_alpha", finalScoreMaAlpha);
        Allowed.real("power_normalisation", powerNormalisation, 0.1, 10);
        Allowed.real("openskill_beta", openskillBeta, 1e-6, 1e6);
        Allowed.real("openskill_tau", openskillTau, 0, 1e6);
        Allowed.integer("reset_inactivity_windows", resetInactivityWindows, 1, 1000000);
        Allowed.real("inactivity_penalty", inactivityPenalty, 0, 1);
        Allowed.real("missing_gradient_penalty", missingGradientPenalty, 0, 1);
        Allowed.real("poor_sync_penalty", poorSyncPenalty, 0, 1);
        Allowed.real("sync_max_steps_behind", syncMaxStepsBehind, 0, 1000);
        Allowed.share("idx_overlap_threshold", idxOverlapThreshold);
        Allowed.that(overlapPenalty != null, "overlap_penalty", "null", "a list of bands");
        overlapPenalty = List.copyOf(overlapPenalty);
        for (var i = 1; i < overlapPenalty.size(); i++) {
            Allowed.that(
                    overlapPenalty.get(i - 1).from() < overlapPenalty.get(i).from(),
                    "overlap_penalty",
                    overlapPenalty.toString(),
                    "bands whose from ascends");
        }
        Allowed.that(weightsFrom != null, "weights_from", "null", "final_score, final_score_average");
        Allowed.that(parity != null, "parity", "null", "assay, templar-0.2.80");
        Allowed.that(model != null, "model", "null", "a JSON object");
        Allowed.integer("own_sample_batches", ownSampleBatches, 1, assignedBatches);
        Allowed.integer("sequence_length", sequenceLength, 2, model.maxPositionEmbeddings());
        digest("dataset_sha256", datasetSha256);
        digest("initial_values_sha256", initialValuesSha256);
    }

    private static void digest(String name, @Nullable String value) {
        Allowed.that(
                value == null || SHA256.matcher(value).matches(),
                name,
                String.valueOf(value),
                "absent, or 64 lower-case hexadecimal digits");
    }

    /** Which score the weights are taken from. */
    public enum WeightsFrom {
        @JsonProperty("final_score")
        FINAL_SCORE,
        @JsonProperty("final_score_average")
        FINAL_SCORE_AVERAGE
    }

    /** Whose behaviour is reproduced where Assay differs on purpose. */
    public enum Parity {
        @JsonProperty("assay")
        ASSAY,
        @JsonProperty("templar-0.2.80")
        TEMPLAR
    }

    /**
     * What is removed of the final score of a copy.
     *
     * @param share of indices in common, of those that are not usual
     * @return 0 below all bands
     */
    public double overlapPenalty(double share) {
        return overlapPenalty.stream()
                .filter(band -> share >= band.from())
                .mapToDouble(OverlapBand::removed)
                .reduce(0, (_, removed) -> removed);
    }

    /**
     * The learning rate of a step: a linear warm-up from a tenth, then half a cosine down to {@code alpha_f} of the
     * peak, where it stays.
     *
     * @param globalStep from 0
     */
    public double learningRateAt(long globalStep) {
        if (globalStep < warmupSteps) {
            return learningRate * (0.1 + 0.9 * globalStep / warmupSteps);
        }
        var progress = Math.min(1.0, (double) (globalStep - warmupSteps) / tMax);
        // StrictMath, because every worker and miner must take the same step to the last bit.
        return learningRate * (alphaF + (1 - alphaF) * (1 + StrictMath.cos(Math.PI * progress)) / 2);
    }
}
