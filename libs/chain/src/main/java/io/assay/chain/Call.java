package io.assay.chain;

import io.assay.protocol.Checks;
import java.util.List;
import java.util.regex.Pattern;

/** What an extrinsic asks the chain to do for its signer; each by the name of the chain's own call. */
public sealed interface Call {
    /**
     * Replaces the signer's weights on a subnet.
     *
     * @param uids at most 65,536, in any order; the chain refuses duplicates
     * @param values u16, in the order of the uids; the chain refuses unequal lengths
     * @param versionKey at least the subnet's, below 2^53
     */
    record SetWeights(int netuid, List<Integer> uids, List<Integer> values, long versionKey) implements Call {
        public SetWeights {
            Checks.u16("netuid", netuid);
            uids = u16s("uids", uids);
            values = u16s("values", values);
            ExactInteger.require("versionKey", versionKey);
        }

        /** With each uid beside its value. */
        public static SetWeights of(int netuid, List<WeightTarget> weights, long versionKey) {
            return new SetWeights(
                    netuid,
                    weights.stream().map(WeightTarget::uid).toList(),
                    weights.stream().map(WeightTarget::value).toList(),
                    versionKey);
        }
    }

    /**
     * Replaces the signer's weights on several subnets, each or none: one that fails does not keep the others back, and
     * the extrinsic succeeds all the same. The lists belong together by place; the chain refuses unequal lengths.
     *
     * @param netuids at most 65,536
     * @param weights of each subnet, at most 65,536
     * @param versionKeys of each subnet, below 2^53
     */
    record BatchSetWeights(List<Integer> netuids, List<List<WeightTarget>> weights, List<Long> versionKeys)
            implements Call {
        public BatchSetWeights {
            netuids = Checks.copy("netuids", Checks.atMost("netuids", netuids, 1 << 16));
            netuids.forEach(netuid -> Checks.u16("netuids", netuid));
            weights = Checks.atMost("weights", weights, 1 << 16).stream()
                    .map(each -> Checks.copy("weights", Checks.atMost("weights", each, 1 << 16)))
                    .toList();
            versionKeys = Checks.copy("versionKeys", Checks.atMost("versionKeys", versionKeys, 1 << 16));
            versionKeys.forEach(key -> ExactInteger.require("versionKeys", key));
        }
    }

    /**
     * Commits the signer to weights by their hash, the older form of commit-reveal.
     *
     * @param commitHash {@code 0x} and 64 hexadecimal digits
     */
    record CommitWeights(int netuid, String commitHash) implements Call {
        public CommitWeights {
            Checks.u16("netuid", netuid);
            Hex.require("commitHash", commitHash, 32);
        }
    }

    /**
     * Reveals weights that the signer has committed to by their hash.
     *
     * @param uids at most 65,536
     * @param values u16, in the order of the uids
     * @param salt u16, at most 65,536
     * @param versionKey at least the subnet's, below 2^53
     */
    record RevealWeights(int netuid, List<Integer> uids, List<Integer> values, List<Integer> salt, long versionKey)
            implements Call {
        public RevealWeights {
            Checks.u16("netuid", netuid);
            uids = u16s("uids", uids);
            values = u16s("values", values);
            salt = u16s("salt", salt);
            ExactInteger.require("versionKey", versionKey);
        }
    }

    /**
     * Commits the signer to weights that the chain opens by itself, once the beacon's round is out.
     *
     * @param commit {@code 0x} and the hexadecimal digits of at most 5,000 bytes
     * @param revealRound of the chain's beacon, below 2^53
     * @param commitRevealVersion form of the commit, u16; the chain takes 4
     */
    record CommitTimelockedWeights(int netuid, String commit, long revealRound, int commitRevealVersion)
            implements Call {
        private static final int MAX_COMMIT_BYTES = 5_000;

        public CommitTimelockedWeights {
            Checks.u16("netuid", netuid);
            Hex.requireAtMost("commit", commit, MAX_COMMIT_BYTES);
            ExactInteger.require("revealRound", revealRound);
            Checks.u16("commitRevealVersion", commitRevealVersion);
        }
    }

    /**
     * Publishes a text under the signer's hotkey, replacing the one before.
     *
     * @param info 1 to 128 printable ASCII characters, for miners {@link BucketCommitment#encode()}
     */
    record SetCommitment(int netuid, String info) implements Call {
        private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x7e]{1,128}");

        public SetCommitment {
            Checks.u16("netuid", netuid);
            if (!ALLOWED.matcher(info).matches()) {
                throw new IllegalArgumentException(
                        "info has " + info.length() + " characters, allowed: 1 to 128 printable ASCII characters");
            }
        }

        /** Without the text, which may hold a bucket's credentials. */
        @Override
        public String toString() {
            return "SetCommitment[netuid=" + netuid + ", info=" + info.length() + " characters]";
        }
    }

    /**
     * Takes a slot on a subnet.
     *
     * @param hotkey SS58 address of who gets it
     */
    record BurnedRegister(int netuid, String hotkey) implements Call {
        public BurnedRegister {
            Checks.u16("netuid", netuid);
            Checks.hotkey("hotkey", hotkey);
        }
    }

    /**
     * Calls one after the other, up to the first that fails; what came before it stays, and the extrinsic succeeds.
     *
     * @param calls at most 16,384, none of them a batch: the chain refuses those
     */
    record Batch(List<Call> calls) implements Call {
        public Batch {
            calls = bounded(calls);
        }
    }

    /**
     * Calls one after the other, all or none: if one fails, the extrinsic fails with its error.
     *
     * @param calls at most 16,384, none of them a batch: the chain refuses those
     */
    record BatchAll(List<Call> calls) implements Call {
        public BatchAll {
            calls = bounded(calls);
        }
    }

    /**
     * Calls one after the other, whatever becomes of each; the extrinsic succeeds.
     *
     * @param calls at most 16,384, none of them a batch: the chain refuses those
     */
    record ForceBatch(List<Call> calls) implements Call {
        public ForceBatch {
            calls = bounded(calls);
        }
    }

    private static List<Integer> u16s(String field, List<Integer> values) {
        var copy = Checks.copy(field, Checks.atMost(field, values, 1 << 16));
        copy.forEach(value -> Checks.u16(field, value));
        return copy;
    }

    private static List<Call> bounded(List<Call> calls) {
        return Checks.copy("calls", Checks.atMost("calls", calls, 1 << 14));
    }
}
