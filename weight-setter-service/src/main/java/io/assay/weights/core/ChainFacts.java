package io.assay.weights.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the chain said, read after the nonce and the outcomes, so that nothing can slip in between unseen.
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
        Terms terms) {
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
     * @param versionKey smallest version key, which is the one sent
     */
    public record Terms(long rateLimit, int minAllowed, int maxLimit, long stakeThresholdRao, long versionKey) {}
}
