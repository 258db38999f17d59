package io.assay.localnet.part;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.Draw;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The localnet's keys, drawn from its seed: they guard nothing, and a run can be repeated. The store's alone may be
 * others.
 */
public final class Keys {
    private static final String VALIDATOR = "validator";

    private final long seed;
    private final @Nullable StoreKeys store;

    /** Keys of a seed, the store's too. */
    public Keys(long seed) {
        this(seed, null);
    }

    /** Keys of a seed, for a store that has its own. */
    public Keys(long seed, @Nullable StoreKeys store) {
        this.seed = seed;
        this.store = store;
    }

    /** A hotkey by the name of its owner. */
    public Hotkey hotkey(String owner) {
        return Hotkey.fromSeed(bytes("hotkey", owner, 32));
    }

    /** The secret seed behind the validator's hotkey, as its file has it. */
    public String validatorSeedHex() {
        return HexFormat.of().formatHex(bytes("hotkey", VALIDATOR, 32));
    }

    /** The validator's hotkey as a file of Bittensor's wallet. */
    public String validatorFile() {
        return "{\"secretSeed\": \"0x" + validatorSeedHex() + "\", \"ss58Address\": \""
                + validator().address() + "\"}";
    }

    /** The validator's hotkey. */
    public Hotkey validator() {
        return hotkey(VALIDATOR);
    }

    /** Access key id of the store, 32 characters. */
    public String accessKeyId() {
        return store == null ? hex("access key", "s3", 16) : store.accessKeyId();
    }

    /** Secret access key of the store, 64 characters. */
    public String secretAccessKey() {
        return store == null ? hex("secret key", "s3", 32) : store.secretAccessKey();
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
