package io.assay.chain.embedded;

import io.assay.chain.Extrinsic;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.SignedExtrinsic;
import java.util.LinkedHashMap;
import java.util.List;

/** Extrinsics that wait for the next block, in the order of their arrival. Not safe for several threads. */
final class Pool {
    private static final int MOST = 4096;
    /** In JSON, of which SCALE takes a quarter or less: what is larger is a way to fill the memory, not a wish. */
    private static final int MOST_BYTES_EACH = 1 << 19;
    /** As long as mainnet's blocks may be; all of it goes into the next block. */
    private static final int MOST_BYTES = 7_864_320;

    private final LinkedHashMap<String, SignedExtrinsic> waiting = new LinkedHashMap<>();
    private long bytes;

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

    /** Forgets everything: it is in a block now, or can no longer come into one. */
    void clear() {
        waiting.clear();
        bytes = 0;
    }

    /**
     * Takes an extrinsic that could be executed after those already here.
     *
     * @param state of the newest block
     * @return its hash
     */
    String add(SignedExtrinsic signed, String genesisHash, ChainState state) {
        var extrinsic = signed.extrinsic();
        var size = extrinsic.canonicalBytes().length;
        requireRoom(size);
        requireProof(signed, genesisHash);
        requireNonce(extrinsic.nonce(), state.nonce(extrinsic.signer()) + countOf(extrinsic.signer()));
        requireValid(extrinsic, state);
        var hash = extrinsic.hash();
        waiting.put(hash, signed);
        bytes += size;
        return hash;
    }

    private void requireRoom(int size) {
        if (size > MOST_BYTES_EACH) {
            throw refused("ExhaustsResources", "it has " + size + " bytes, allowed: " + MOST_BYTES_EACH);
        }
        if (waiting.size() >= MOST || bytes + size > MOST_BYTES) {
            throw refused(
                    "ImmediatelyDropped",
                    "the pool holds " + waiting.size() + " extrinsics of " + bytes + " bytes: wait for a block");
        }
    }

    private static void requireProof(SignedExtrinsic signed, String genesisHash) {
        var extrinsic = signed.extrinsic();
        if (!extrinsic.genesisHash().equals(genesisHash)) {
            throw refused(
                    "BadProof",
                    "signed for the chain with genesis " + extrinsic.genesisHash() + ", this one has " + genesisHash);
        }
        if (!verifies(signed)) {
            throw refused("BadProof", "the signature is not that of " + extrinsic.signer() + " over this extrinsic");
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

    /** As in the block after the newest one, in which nothing has happened yet. */
    private static void requireValid(Extrinsic extrinsic, ChainState state) {
        var next = state.at(state.number() + 1, state.timestamp());
        Guard.atTheGate(next, extrinsic.signer(), extrinsic.call()).ifPresent(error -> {
            var code = customCode(error);
            throw new ExtrinsicRefusedException(
                    error.name(), code, "the runtime refuses it as Custom(" + code + ") in block " + next.number());
        });
    }

    /** Subtensor's {@code CustomTransactionError}. */
    private static int customCode(DispatchError error) {
        return switch (error.name()) {
            case "NotEnoughStakeToSetWeights" -> 1;
            case "SettingWeightsTooFast", "CommittingWeightsTooFast" -> 6;
            case "InvalidRevealRound" -> 15;
            case "NoWeightsCommitFound" -> 16;
            case "RevealTooEarly" -> 17;
            case "InputLengthsUnequal" -> 18;
            default -> throw new IllegalStateException("no refusal of the pool is named " + error.name());
        };
    }

    private static ExtrinsicRefusedException refused(String errorName, String detail) {
        return new ExtrinsicRefusedException(errorName, detail);
    }
}
