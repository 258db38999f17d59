package io.assay.protocol.hparams;

/**
 * What a copy costs from a share of indices in common, beyond the usual, on.
 *
 * @param from the share, above 0 and at most 1
 * @param removed of a positive final score, 0 to 1
 */
public record OverlapBand(double from, double removed) {
    public OverlapBand {
        Allowed.share("overlap_penalty.from", from);
        Allowed.real("overlap_penalty.removed", removed, 0, 1);
    }
}
