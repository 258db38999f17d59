package io.assay.chain.embedded;

import io.assay.chain.SubnetTerms;
import io.assay.protocol.Checks;
import java.util.Objects;

/**
 * A subnet of an embedded chain.
 *
 * @param maxUids slots, 1..1024
 * @param immunityPeriodBlocks blocks after its registration in which a neuron is replaced only if there is no other
 * @param minNonImmuneUids as long as no more neurons than these are out of immunity, an immune one is replaced
 * @param maxValidators how many neurons with the most stake get a validator permit, at each epoch
 * @param activityCutoffBlocks a validator that has not set weights for longer has no say in an epoch
 * @param emissionRaoPerBlock paid out at each epoch for all its blocks; with {@code tempo} blocks below 2^53 rao
 */
public record SubnetSpec(
        SubnetTerms terms,
        int maxUids,
        long immunityPeriodBlocks,
        int minNonImmuneUids,
        int maxValidators,
        long activityCutoffBlocks,
        long emissionRaoPerBlock) {
    /** Largest product of emission and tempo that splits into shares without loss. */
    private static final long MAX_EPOCH_RAO = 1L << 53;

    public SubnetSpec {
        Objects.requireNonNull(terms, "terms");
        Checks.within("maxUids", maxUids, 1, 1024);
        Checks.notNegative("immunityPeriodBlocks", immunityPeriodBlocks);
        Checks.u16("minNonImmuneUids", minNonImmuneUids);
        Checks.within("maxValidators", maxValidators, 1, 1024);
        Checks.positive("activityCutoffBlocks", activityCutoffBlocks);
        Checks.within("emissionRaoPerBlock", (double) emissionRaoPerBlock, 0, (double) MAX_EPOCH_RAO / 0x10000);
    }

    /**
     * With subtensor's defaults: 256 slots, immunity of 4,096 blocks, 10 neurons out of it that stay, 64 validators,
     * cutoff 5,000 blocks, 1 TAO a block.
     */
    public static SubnetSpec withDefaults(SubnetTerms terms) {
        return new SubnetSpec(terms, 256, 4096, 10, 64, 5000, 1_000_000_000L);
    }

    long emissionRaoPerEpoch() {
        return emissionRaoPerBlock * terms.tempo();
    }
}
