package io.assay.chain.extrinsic;

/** What a look at an extrinsic's signature shows. */
public enum Proof {
    /** The signer has signed this extrinsic for this chain and runtime. */
    VALID,
    /** The signer has not: another key, call, era, nonce, tip, chain, runtime or block. */
    INVALID,
    /** Signed by another scheme than sr25519, which is not looked at. */
    OTHER_SCHEME,
    /** Signed together with a hash of the metadata, which is not known here. */
    METADATA_HASH_UNKNOWN
}
