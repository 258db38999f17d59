package io.assay.chain.key;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b (RFC 7693), unkeyed: Substrate's hash of nearly everything. */
public final class Blake2b {
    private Blake2b() {}

    /** 16 bytes over the parts, one after another. */
    public static byte[] hash128(byte[]... parts) {
        return hash(128, parts);
    }

    /** 32 bytes over the parts, one after another. */
    public static byte[] hash256(byte[]... parts) {
        return hash(256, parts);
    }

    /** 64 bytes over the parts, one after another. */
    public static byte[] hash512(byte[]... parts) {
        return hash(512, parts);
    }

    private static byte[] hash(int bits, byte[]... parts) {
        var digest = new Blake2bDigest(bits);
        for (var part : parts) {
            digest.update(part, 0, part.length);
        }
        var out = new byte[bits / 8];
        digest.doFinal(out, 0);
        return out;
    }
}
