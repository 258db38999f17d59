package io.assay.chain.timelock;

import io.assay.chain.WeightTarget;
import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Ss58;
import io.assay.protocol.Checks;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * Weights behind a hash, the older form of commit-reveal: {@code commit_weights(netuid, hash)} now, and
 * {@code reveal_weights} with all the rest in the epoch of the reveal (subtensor, {@code get_commit_hash}).
 *
 * @param hotkey address of the committing hotkey
 * @param netuidIndex the netuid, for a mechanism m beyond the first netuid + 4096·m
 * @param targets in the order in which they will be revealed
 * @param salt u16 each; keeps the weights from being guessed until then
 * @param versionKey at least the subnet's {@code WeightsVersionKey}, not negative
 */
public record HashCommit(
        String hotkey, int netuidIndex, List<WeightTarget> targets, List<Integer> salt, long versionKey) {
    private static final int SALT_LENGTH = 8;

    public HashCommit {
        Checks.hotkey("hotkey", hotkey);
        Checks.u16("netuidIndex", netuidIndex);
        targets = Checks.copy("targets", targets);
        salt = Checks.copy("salt", salt);
        salt.forEach(value -> Checks.u16("salt", value));
        Checks.notNegative("versionKey", versionKey);
    }

    /** A salt of 128 bits, in eight u16 as Bittensor's own client sends it. */
    public static List<Integer> freshSalt(SecureRandom random) {
        return Stream.generate(() -> random.nextInt(1 << 16)).limit(SALT_LENGTH).toList();
    }

    /**
     * 32 bytes: blake2b-256 of SCALE (account, netuid index u16, uids, values, salt, version key u64).
     *
     * @throws IllegalArgumentException if the hotkey's checksum is wrong
     */
    public byte[] hash() {
        var uids = targets.stream().map(WeightTarget::uid).toList();
        var values = targets.stream().map(WeightTarget::value).toList();
        return hash(hotkey, netuidIndex, uids, values, salt, versionKey);
    }

    /**
     * The hash of what a call reveals, whose uids and values need not be of one length.
     *
     * @param uids u16
     * @param values u16
     * @throws IllegalArgumentException if the hotkey's checksum is wrong
     */
    public static byte[] hash(
            String hotkey,
            int netuidIndex,
            List<Integer> uids,
            List<Integer> values,
            List<Integer> salt,
            long versionKey) {
        return Blake2b.hash256(new ScaleWriter()
                .raw(Ss58.decode(hotkey))
                .u16(netuidIndex)
                .u16s(uids)
                .u16s(values)
                .u16s(salt)
                .u64(versionKey)
                .toByteArray());
    }

    /** Without weights and salt, which are nobody's business before the reveal. */
    @Override
    public String toString() {
        return "HashCommit[hotkey=" + hotkey + ", netuidIndex=" + netuidIndex + ", targets=" + targets.size()
                + ", versionKey=" + versionKey + "]";
    }
}
