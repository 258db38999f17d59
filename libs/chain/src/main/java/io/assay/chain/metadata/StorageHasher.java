package io.assay.chain.metadata;

import io.assay.chain.key.Blake2b;
import io.assay.chain.scale.ScaleWriter;
import java.util.Arrays;

/** How a key of a storage map becomes a part of the storage key. */
public enum StorageHasher {
    /** BLAKE2b of 16 bytes. */
    BLAKE2_128(0, 16, false),
    /** BLAKE2b of 32 bytes. */
    BLAKE2_256(1, 32, false),
    /** BLAKE2b of 16 bytes, then the key. */
    BLAKE2_128_CONCAT(2, 16, true),
    /** XXH64 with seeds 0 and 1. */
    TWOX_128(3, 16, false),
    /** XXH64 with seeds 0 to 3. */
    TWOX_256(4, 32, false),
    /** XXH64 with seed 0, then the key. */
    TWOX_64_CONCAT(5, 8, true),
    /** The key as it is. */
    IDENTITY(6, 0, true);

    private final int code;
    private final int hashBytes;
    private final boolean keepsKey;

    StorageHasher(int code, int hashBytes, boolean keepsKey) {
        this.code = code;
        this.hashBytes = hashBytes;
        this.keepsKey = keepsKey;
    }

    /**
     * The part of the storage key.
     *
     * @param key encoded
     */
    public byte[] apply(byte[] key) {
        var hash = hash(key);
        var part = Arrays.copyOf(hash, hash.length + (keepsKey ? key.length : 0));
        System.arraycopy(key, 0, part, hash.length, part.length - hash.length);
        return part;
    }

    /** Whether the key itself stands in the storage key, after the hash. */
    public boolean keepsKey() {
        return keepsKey;
    }

    /** Bytes of the hash; 0 where there is none. */
    public int hashBytes() {
        return hashBytes;
    }

    /** The byte that stands for it in metadata. */
    int code() {
        return code;
    }

    byte[] hash(byte[] key) {
        return switch (this) {
            case BLAKE2_128, BLAKE2_128_CONCAT -> Blake2b.hash128(key);
            case BLAKE2_256 -> Blake2b.hash256(key);
            case TWOX_128, TWOX_256, TWOX_64_CONCAT -> twox(key, hashBytes / 8);
            case IDENTITY -> new byte[0];
        };
    }

    private static byte[] twox(byte[] key, int seeds) {
        var hash = new ScaleWriter();
        for (var seed = 0; seed < seeds; seed++) {
            hash.u64(XxHash64.hash(key, seed));
        }
        return hash.toBytes();
    }
}
