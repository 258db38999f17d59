package io.assay.chain.timelock;

import io.assay.chain.WeightTarget;
import io.assay.chain.key.Ss58;
import io.assay.chain.timelock.TimelockException.Reason;
import io.assay.protocol.Checks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a time-locked commit of weights contains: subtensor's {@code WeightsTlockPayload} in SCALE, {@code hotkey:
 * Vec<u8>, uids: Vec<u16>, values: Vec<u16>, version_key: u64}.
 *
 * @param hotkey address of the committing hotkey; the chain drops the commit of any other
 * @param targets in the order in which they are sent
 * @param versionKey at least the subnet's {@code WeightsVersionKey}, not negative
 */
public record WeightsPayload(String hotkey, List<WeightTarget> targets, long versionKey) {
    private static final int ACCOUNT_BYTES = 32;

    public WeightsPayload {
        Checks.hotkey("hotkey", hotkey);
        targets = Checks.copy("targets", targets);
        Checks.notNegative("versionKey", versionKey);
    }

    /**
     * The payload's bytes: 43 and 4 a target, 2 or 6 more from the 64th and the 16,384th on.
     *
     * @throws IllegalArgumentException if the hotkey's checksum is wrong
     */
    public byte[] encode() {
        return new ScaleWriter()
                .bytes(Ss58.decode(hotkey))
                .u16s(targets.stream().map(WeightTarget::uid).toList())
                .u16s(targets.stream().map(WeightTarget::value).toList())
                .u64(versionKey)
                .toByteArray();
    }

    /**
     * Reads a payload, which must end where the bytes do.
     *
     * @throws TimelockException with the reason {@code UNREADABLE_PAYLOAD}
     */
    public static WeightsPayload decode(byte[] bytes) throws TimelockException {
        var in = new ScaleReader(bytes);
        var hotkey = hotkey(in.bytes("hotkey"));
        var targets = targets(in.u16s("uids"), in.u16s("values"));
        var versionKey = in.u64("version key");
        in.end("version key");
        require(versionKey >= 0, "version key is " + Long.toUnsignedString(versionKey) + ", allowed: below 2^63");
        return new WeightsPayload(hotkey, targets, versionKey);
    }

    private static String hotkey(byte[] account) throws TimelockException {
        require(account.length == ACCOUNT_BYTES, "hotkey has " + account.length + " bytes, allowed: " + ACCOUNT_BYTES);
        return Ss58.encode(account);
    }

    private static List<WeightTarget> targets(List<Integer> uids, List<Integer> values) throws TimelockException {
        require(uids.size() == values.size(), "uids are " + uids.size() + ", its values " + values.size());
        return IntStream.range(0, uids.size())
                .mapToObj(i -> new WeightTarget(uids.get(i), values.get(i)))
                .toList();
    }

    private static void require(boolean holds, String fault) throws TimelockException {
        if (!holds) {
            throw new TimelockException(Reason.UNREADABLE_PAYLOAD, "the payload's " + fault);
        }
    }

    /** Without the weights, which are nobody's business before their round. */
    @Override
    public String toString() {
        return "WeightsPayload[hotkey=" + hotkey + ", targets=" + targets.size() + ", versionKey=" + versionKey + "]";
    }
}
