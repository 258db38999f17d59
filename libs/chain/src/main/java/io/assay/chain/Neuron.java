package io.assay.chain;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a subnet.
 *
 * @param uid the slot, recycled by the chain: never a key of state
 * @param hotkey SS58 address of the slot's owner
 * @param stakeRao what counts of the stake behind the hotkey, in rao (10^-9 TAO)
 * @param validatorPermit whether it may set weights for others
 * @param lastUpdate block of its last accepted weights, or of its registration
 * @param incentive share of the subnet's incentive in the last epoch, [0, 1]
 * @param dividends share of the subnet's dividends in the last epoch, [0, 1]
 * @param emissionRao credited to the hotkey by the last epoch, in rao of the subnet's own token
 * @param bucket where it uploads; absent without a commitment, or with one that is no bucket
 * @param registeredAt block of its registration
 */
public record Neuron(
        int uid,
        String hotkey,
        long stakeRao,
        boolean validatorPermit,
        long lastUpdate,
        double incentive,
        double dividends,
        long emissionRao,
        @Nullable BucketCommitment bucket,
        long registeredAt) {
    public Neuron {
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.notNegative("stakeRao", stakeRao);
        Checks.notNegative("lastUpdate", lastUpdate);
        Checks.within("incentive", incentive, 0, 1);
        Checks.within("dividends", dividends, 0, 1);
        Checks.notNegative("emissionRao", emissionRao);
        Checks.notNegative("registeredAt", registeredAt);
    }
}
