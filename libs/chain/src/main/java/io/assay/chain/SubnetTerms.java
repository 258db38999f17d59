package io.assay.chain;

import io.assay.protocol.Checks;

/**
 * The terms under which a subnet takes weights.
 *
 * @param tempo blocks between two epochs, 1..65535; one more before subtensor's dynamic tempo
 * @param weightsRateLimit blocks that must lie between two set_weights or two commits of one neuron
 * @param weightsVersionKey smallest version key that is taken; 0 takes any
 * @param minAllowedWeights fewest uids that weights must name
 * @param maxWeightLimit largest share of one uid, in 65535ths; 65535 allows all
 * @param stakeThresholdRao least stake to set weights, in rao
 * @param commitReveal whether weights are committed first and revealed later; set_weights is refused then
 * @param revealPeriodEpochs epochs from a commit to its reveal, 1..100; of no effect without commit-reveal
 */
public record SubnetTerms(
        int netuid,
        int tempo,
        long weightsRateLimit,
        long weightsVersionKey,
        int minAllowedWeights,
        int maxWeightLimit,
        long stakeThresholdRao,
        boolean commitReveal,
        int revealPeriodEpochs) {
    public SubnetTerms {
        Checks.u16("netuid", netuid);
        Checks.within("tempo", tempo, 1, 0xFFFF);
        Checks.notNegative("weightsRateLimit", weightsRateLimit);
        Checks.notNegative("weightsVersionKey", weightsVersionKey);
        Checks.u16("minAllowedWeights", minAllowedWeights);
        Checks.u16("maxWeightLimit", maxWeightLimit);
        Checks.notNegative("stakeThresholdRao", stakeThresholdRao);
        Checks.within("revealPeriodEpochs", revealPeriodEpochs, 1, 100);
    }

    /** Terms without commit-reveal. */
    public SubnetTerms(
            int netuid,
            int tempo,
            long weightsRateLimit,
            long weightsVersionKey,
            int minAllowedWeights,
            int maxWeightLimit,
            long stakeThresholdRao) {
        this(
                netuid,
                tempo,
                weightsRateLimit,
                weightsVersionKey,
                minAllowedWeights,
                maxWeightLimit,
                stakeThresholdRao,
                false,
                1);
    }

    /** The same terms, with weights that are committed first and revealed so many epochs later, 1..100. */
    public SubnetTerms withCommitReveal(int epochs) {
        return new SubnetTerms(
                netuid,
                tempo,
                weightsRateLimit,
                weightsVersionKey,
                minAllowedWeights,
                maxWeightLimit,
                stakeThresholdRao,
                true,
                epochs);
    }
}
