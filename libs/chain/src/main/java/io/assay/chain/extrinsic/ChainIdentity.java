package io.assay.chain.extrinsic;

import io.assay.chain.type.ScaleValue.Bytes;

/**
 * The chain and runtime that an extrinsic is meant for: signed and not sent, so that it is good nowhere else.
 *
 * @param genesisHash 32 bytes
 * @param specVersion of the runtime, 0 to 2^32 - 1
 * @param transactionVersion of the runtime, 0 to 2^32 - 1
 */
public record ChainIdentity(Bytes genesisHash, long specVersion, long transactionVersion) {
    private static final long MAX_VERSION = 0xFFFF_FFFFL;

    /** Refuses, with {@link IllegalArgumentException}, hashes of another length and numbers out of their range. */
    public ChainIdentity {
        requireHash("the genesis hash", genesisHash);
        requireVersion("the spec version", specVersion);
        requireVersion("the transaction version", transactionVersion);
    }

    static void requireHash(String which, Bytes hash) {
        var length = hash.value().length;
        if (length != 32) {
            throw new IllegalArgumentException(which + " has " + length + " bytes, allowed: 32");
        }
    }

    private static void requireVersion(String which, long version) {
        if (version < 0 || version > MAX_VERSION) {
            throw new IllegalArgumentException(which + " is " + version + ", allowed: 0 to " + MAX_VERSION);
        }
    }
}
