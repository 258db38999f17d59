package io.assay.chain;

import io.assay.protocol.Checks;

/**
 * An extrinsic by what its fate can be told from.
 *
 * @param hash {@code 0x} and the blake2b-256 of its bytes, 64 hexadecimal digits
 * @param signer SS58 address of the hotkey that signed it
 * @param nonce how many extrinsics of the signer go before it, 0 to 2^32 - 1
 * @param birth number of the first block that it can be in
 * @param death number of the first block that it can no longer be in; at most 65,536 more
 */
public record ExtrinsicId(String hash, String signer, long nonce, long birth, long death) {
    private static final long MAX_NONCE = 0xFFFF_FFFFL;
    private static final long MAX_LIFE = 1L << 16;

    public ExtrinsicId {
        Hex.require("hash", hash, 32);
        Checks.hotkey("signer", signer);
        Checks.within("nonce", (double) nonce, 0, MAX_NONCE);
        Checks.notNegative("birth", birth);
        Checks.within("life", (double) (death - birth), 1, MAX_LIFE);
    }
}
