package io.assay.chain.extrinsic;

import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.ScaleValue.Bytes;

/** What one extension has signed and not sent. */
enum Implied {
    NOTHING,
    SPEC_VERSION,
    TRANSACTION_VERSION,
    GENESIS_HASH,
    ERA_BLOCK_HASH,
    /** None: no hash of the metadata. */
    NO_METADATA_HASH;

    static final Bytes SAMPLE_HASH = ScaleValue.of(new byte[32]);
    static final ChainIdentity SAMPLE = new ChainIdentity(SAMPLE_HASH, 1, 1);

    void write(ChainIdentity chain, Bytes eraBlockHash, ScaleWriter out) {
        switch (this) {
            case NOTHING -> {}
            case SPEC_VERSION -> out.u32(chain.specVersion());
            case TRANSACTION_VERSION -> out.u32(chain.transactionVersion());
            case GENESIS_HASH -> out.fixed(chain.genesisHash().value());
            case ERA_BLOCK_HASH -> out.fixed(eraBlockHash.value());
            case NO_METADATA_HASH -> out.u8(0);
        }
    }
}
