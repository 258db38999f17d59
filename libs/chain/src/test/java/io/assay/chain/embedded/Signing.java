package io.assay.chain.embedded;

import io.assay.chain.Call;
import io.assay.chain.Hex;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.SigningFacts;
import io.assay.chain.key.Hotkey;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.subtensor.SubtensorCalls;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;

/** Signs as a client does that knows the metadata. */
final class Signing {
    private static final RuntimeMetadata METADATA =
            SubtensorRuntime.with(Duration.ofSeconds(1)).metadata(15);

    private static final ExtrinsicCodec CODEC = new ExtrinsicCodec(METADATA);

    private Signing() {}

    static byte[] immortal(String genesisHash, Hotkey signer, long nonce, Call call) {
        return signed(SigningFacts.immortal(chain(genesisHash), nonce, 0), signer, call);
    }

    static ChainIdentity chain(String genesisHash) {
        return new ChainIdentity(
                ScaleValue.of(Hex.bytes(genesisHash)),
                SubtensorRuntime.SPEC_VERSION,
                SubtensorRuntime.TRANSACTION_VERSION);
    }

    static byte[] signed(SigningFacts facts, Hotkey signer, Call call) {
        return signed(facts, signer, METADATA.encodeCall(SubtensorCalls.of(call)));
    }

    static byte[] signed(SigningFacts facts, Hotkey signer, byte[] call) {
        return CODEC.encode(CODEC.sign(call, facts, signer));
    }
}
