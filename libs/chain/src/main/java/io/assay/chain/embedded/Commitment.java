package io.assay.chain.embedded;

/**
 * What a hotkey has published ({@code Commitments.CommitmentOf}), and how much of its allowance it has used
 * ({@code UsedSpaceOf}).
 *
 * @param info 1 to 128 printable ASCII characters
 * @param block of the commitment
 * @param epoch of the commitment; the allowance is a new one in every epoch
 * @param usedSpace bytes in that epoch
 */
public record Commitment(String info, long block, long epoch, int usedSpace) {
    /** Without the text, which may hold a bucket's credentials. */
    @Override
    public String toString() {
        return "Commitment[info=" + info.length() + " characters, block=" + block + "]";
    }
}
