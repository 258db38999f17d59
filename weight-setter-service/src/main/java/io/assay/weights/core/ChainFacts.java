package io.assay.weights.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the chain says now.
 *
 * @param signer our hotkey
 * @param head newest finalized block
 * @param nextNonce that the signer's next extrinsic must carry
 * @param hotkeyByUid who owns each uid
 * @param self our own neuron, absent when not registered
 */
public record ChainFacts(
        String signer,
        long head,
        long nextNonce,
        Map<Integer, String> hotkeyByUid,
        @Nullable OwnNeuron self,
        Terms terms,
        Form form) {
    public ChainFacts {
        hotkeyByUid = Map.copyOf(hotkeyByUid);
    }

    /** Our own neuron. */
    public record OwnNeuron(int uid, long stakeRao, boolean validatorPermit, long lastUpdate) {}

    /**
     * What the subnet demands of weights.
     *
     * @param rateLimit blocks between two of them
     * @param minAllowed fewest uids
     * @param maxLimit largest share of one uid in 65535ths
     * @param stakeThresholdRao least stake
     * @param versionKey smallest version key
     */
    public record Terms(long rateLimit, int minAllowed, int maxLimit, long stakeThresholdRao, long versionKey) {}

    /** How the subnet takes weights. */
    public sealed interface Form {
        /** In the open. */
        record Plain() implements Form {}

        /**
         * Encrypted to a round of the chain's beacon.
         *
         * @param revealRound the round that a commit made now is to be encrypted to
         * @param lastStoredRound the newest whose signature the chain has; earlier ones are refused
         * @param commitVersion form of commits that the chain takes
         * @param ourCommitVersion form of commits that we make
         * @param epochStart first block of the epoch that the next block belongs to, or an earlier one
         */
        record Timelocked(
                long revealRound, long lastStoredRound, int commitVersion, int ourCommitVersion, long epochStart)
                implements Form {}

        /** By hash first, in the open later. */
        record Hashed() implements Form {}
    }
}
