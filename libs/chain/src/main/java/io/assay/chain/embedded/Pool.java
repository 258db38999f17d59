package io.assay.chain.embedded;

import io.assay.chain.Call.SetWeights;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.SignedExtrinsic;
import java.util.LinkedHashMap;
import java.util.List;

/** Extrinsics that wait for the next block, in the order of their arrival. Not safe for several threads. */
final class Pool {
    private static final int CAPACITY = 4096;
    /** More weights than a block could hold are a way to fill the memory, not a wish. */
    private static final int MAX_WEIGHTS = 4096;

    private final LinkedHashMap<String, SignedExtrinsic> waiting = new LinkedHashMap<>();

    boolean holds(String hash) {
        return waiting.containsKey(hash);
    }

    long countOf(String signer) {
        return waiting.values().stream()
                .filter(signed -> signed.extrinsic().signer().equals(signer))
                .count();
    }

    /** Everything in the pool, for a block. */
    List<SignedExtrinsic> all() {
        return List.copyOf(waiting.values());
    }

    /** Forgets those that a block now holds. */
    void remove(List<SignedExtrinsic> included) {
        included.forEach(signed -> waiting.remove(signed.extrinsic().hash()));
    }

    /**
     * Takes an extrinsic that could be executed after those already here.
     *
     * @param nextNonce the signer's, those in the pool counted
     * @return its hash
     */
    String add(SignedExtrinsic signed, String genesisHash, long nextNonce) {
        var extrinsic = signed.extrinsic();
        requireRoom(signed);
        if (!extrinsic.genesisHash().equals(genesisHash)) {
            throw refused(
                    "BadProof",
                    "signed for the chain with genesis " + extrinsic.genesisHash() + ", this one has " + genesisHash);
        }
        if (!verifies(signed)) {
            throw refused("BadProof", "the signature is not that of " + extrinsic.signer() + " over this extrinsic");
        }
        requireNonce(extrinsic.nonce(), nextNonce);
        var hash = extrinsic.hash();
        waiting.put(hash, signed);
        return hash;
    }

    private void requireRoom(SignedExtrinsic signed) {
        if (waiting.size() >= CAPACITY) {
            throw refused("ImmediatelyDropped", "the pool holds " + CAPACITY + " extrinsics: wait for a block");
        }
        if (signed.extrinsic().call() instanceof SetWeights call
                && call.weights().size() > MAX_WEIGHTS) {
            throw refused("ExhaustsResources", call.weights().size() + " weights, allowed: " + MAX_WEIGHTS);
        }
    }

    private static boolean verifies(SignedExtrinsic signed) {
        try {
            return signed.verifies();
        } catch (IllegalArgumentException e) {
            // A signer whose address has a wrong checksum has no key, so nothing can be signed by it.
            return false;
        }
    }

    private static void requireNonce(long nonce, long next) {
        if (nonce < next) {
            throw refused("Stale", "nonce " + nonce + " is used, the next is " + next);
        }
        if (nonce > next) {
            throw refused("Future", "nonce " + nonce + " is too far ahead, the next is " + next);
        }
    }

    private static ExtrinsicRefusedException refused(String errorName, String detail) {
        return new ExtrinsicRefusedException(errorName, detail);
    }
}
