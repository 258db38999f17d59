package io.assay.chain.embedded;

/**
 * What a neuron's last epoch came to.
 *
 * @param active whether it had updated within the activity cutoff
 * @param consensus the weight that half of the stake stands behind, [0, 1]
 * @param incentive share of the subnet's incentive, [0, 1]
 * @param dividends share of the subnet's dividends, [0, 1]
 * @param validatorTrust sum of the weights that it gave and that were not clipped, [0, 1]
 * @param emissionRao earned
 */
public record EpochResult(
        boolean active, double consensus, double incentive, double dividends, double validatorTrust, long emissionRao) {
    /** Of a neuron that has not seen an epoch. */
    static final EpochResult NONE = new EpochResult(true, 0, 0, 0, 0, 0);
}
