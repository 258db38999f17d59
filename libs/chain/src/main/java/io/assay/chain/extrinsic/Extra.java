package io.assay.chain.extrinsic;

/**
 * What an extrinsic carries besides its call.
 *
 * @param nonce how many extrinsics of the signer went before it, 0 to 2^32 - 1
 * @param tip in the chain's smallest unit, 0 to 2^63 - 1
 * @param checksMetadata whether the signer has signed a hash of the metadata, as hardware wallets do; never what is signed
 *     here
 */
public record Extra(Era era, long nonce, long tip, boolean checksMetadata) {
    static final long MAX_NONCE = 0xFFFF_FFFFL;

    /** Refuses numbers out of their range with {@link IllegalArgumentException}. */
    public Extra {
        requireRanges(nonce, tip);
    }

    static void requireRanges(long nonce, long tip) {
        if (nonce < 0 || nonce > MAX_NONCE) {
            throw new IllegalArgumentException("a nonce is " + nonce + ", allowed: 0 to " + MAX_NONCE);
        }
        if (tip < 0) {
            throw new IllegalArgumentException("a tip is " + tip + ", allowed: 0 to " + Long.MAX_VALUE);
        }
    }
}
