package io.assay.chain.embedded;

import io.assay.chain.ExtrinsicRefusedException;
import java.util.LinkedHashMap;
import java.util.List;

/** Extrinsics that wait for the next block, in the order of their arrival. Not safe for several threads. */
final class Pool {
    private static final int MOST = 4096;
    /** The largest call, of 65,536 weights, has half of it. */
    private static final int MOST_BYTES_EACH = 1 << 19;
    /** As long as mainnet's blocks may be; all of it goes into the next block. */
    private static final int MOST_BYTES = 7_864_320;

    private final LinkedHashMap<String, CheckedExtrinsic> waiting = new LinkedHashMap<>();
    private long bytes;

    private long countOf(String signer) {
        return waiting.values().stream()
                .filter(extrinsic -> extrinsic.signer().equals(signer))
                .count();
    }

    /** Everything in the pool, for a block. */
    List<CheckedExtrinsic> all() {
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
     * @throws ExtrinsicRefusedException naming why it is not taken
     */
    void add(CheckedExtrinsic extrinsic, ChainState state) {
        var size = size(extrinsic);
        requireRoom(size);
        requireNew(extrinsic);
        requireNonce(extrinsic.nonce(), nextNonce(extrinsic.signer(), state));
        requireValid(extrinsic, state);
        waiting.put(extrinsic.hash(), extrinsic);
        bytes += size;
    }

    long nextNonce(String signer, ChainState state) {
        return state.nonce(signer) + countOf(signer);
    }

    private static int size(CheckedExtrinsic extrinsic) {
        return extrinsic.bytes().length() / 2 - 1;
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

    private void requireNew(CheckedExtrinsic extrinsic) {
        if (waiting.containsKey(extrinsic.hash())) {
            throw refused("AlreadyImported", "the pool holds " + extrinsic.hash() + " already");
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
    private static void requireValid(CheckedExtrinsic extrinsic, ChainState state) {
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
