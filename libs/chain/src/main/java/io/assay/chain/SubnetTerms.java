package io.assay.chain;

import io.assay.protocol.Checks;

/**
 * The terms under which a subnet takes weights.
 *
 * @param tempo an epoch runs every {@code tempo + 1} blocks, 1..65535
 * @param weightsRateLimit blocks that must lie between two set_weights of one neuron
 * @param weightsVersionKey smallest version key that is taken; 0 takes any
 * @param minAllowedWeights fewest uids that weights must name
 * @param maxWeightLimit largest share of one uid, in 65535ths; 65535 allows all
 * @param stakeThresholdRao least stake to set weights, in rao
 */
public record SubnetTerms(
        int netuid,
        int tempo,
        long weightsRateLimit,
        long weightsVersionKey,
        int minAllowedWeights,
        int maxWeightLimit,
        long stakeThresholdRao) {
    public SubnetTerms {
        Checks.u16("netuid", netuid);
        Checks.within("tempo", tempo, 1, 0xFFFF);
        Checks.notNegative("weightsRateLimit", weightsRateLimit);
        Checks.notNegative("weightsVersionKey", weightsVersionKey);
        Checks.u16("minAllowedWeights", minAllowedWeights);
        Checks.u16("maxWeightLimit", maxWeightLimit);
        Checks.notNegative("stakeThresholdRao", stakeThresholdRao);
    }
}
