package io.assay.chain.extrinsic;

import java.util.Map;

/** The content of one extension. */
record Extension(Sent sent, Implied implied) {
    static final Extension EMPTY = new Extension(Sent.NOTHING, Implied.NOTHING);

    /** Those with content, by the names that runtimes built with FRAME give them. */
    static final Map<String, Extension> KNOWN = Map.of(
            "CheckSpecVersion", new Extension(Sent.NOTHING, Implied.SPEC_VERSION),
            "CheckTxVersion", new Extension(Sent.NOTHING, Implied.TRANSACTION_VERSION),
            "CheckGenesis", new Extension(Sent.NOTHING, Implied.GENESIS_HASH),
            "CheckMortality", new Extension(Sent.ERA, Implied.ERA_BLOCK_HASH),
            "CheckEra", new Extension(Sent.ERA, Implied.ERA_BLOCK_HASH),
            "CheckNonce", new Extension(Sent.NONCE, Implied.NOTHING),
            "ChargeTransactionPayment", new Extension(Sent.TIP, Implied.NOTHING),
            "ChargeAssetTxPayment", new Extension(Sent.TIP_IN_NATIVE, Implied.NOTHING),
            "CheckMetadataHash", new Extension(Sent.METADATA_MODE, Implied.NO_METADATA_HASH));
}
