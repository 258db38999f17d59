package io.assay.localnet.part;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.Draw;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The localnet's keys, all drawn from its seed: they guard nothing, and a run can be repeated. */
public final class Keys {
    private static final String VALIDATOR = "validator";

    private final long seed;

    /** Keys of a seed. */
    public Keys(long seed) {
        this.seed = seed;
    }

    /** A hotkey by the name of its owner. */
    public Hotkey hotkey(String owner) {
        return Hotkey.fromSeed(bytes("hotkey", owner, 32));
    }

    /** The secret seed behind the validator's hotkey, as its file has it. */
    public String validatorSeedHex() {
        return HexFormat.of().formatHex(bytes("hotkey", VALIDATOR, 32));
    }

    /** The validator's hotkey. */
    public Hotkey validator() {
        return hotkey(VALIDATOR);
    }

    /** Access key id of the store, 32 characters. */
    public String accessKeyId() {
        return hex("access key", "s3", 16);
    }

    /** Secret access key of the store, 64 characters. */
    public String secretAccessKey() {
        return hex("secret key", "s3", 32);
    }

    /** A miner's bucket, opened by the store's one pair of keys. */
    public BucketCommitment bucket(String owner) {
        return new BucketCommitment(hex("bucket", owner, 16), accessKeyId(), secretAccessKey());
    }

    private String hex(String purpose, String owner, int count) {
        return HexFormat.of().formatHex(bytes(purpose, owner, count));
    }

    private byte[] bytes(String purpose, String owner, int count) {
        var draw = Draw.of("localnet", purpose, seed, owner);
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            bytes.putLong(draw.nextLong());
        }
        return bytes.array();
    }
}
