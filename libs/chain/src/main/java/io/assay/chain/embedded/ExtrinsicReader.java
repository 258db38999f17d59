package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.Hex;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.Proof;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.metadata.CallValue;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.subtensor.ReceivedCall;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads extrinsics by the metadata of {@link SubtensorRuntime}, and looks at their signatures. */
final class ExtrinsicReader {
    /** Calls and extensions are the same whatever the block interval is. */
    private static final RuntimeMetadata METADATA =
            SubtensorRuntime.with(Duration.ofSeconds(12)).metadata(15);

    private static final ExtrinsicCodec CODEC = new ExtrinsicCodec(METADATA);

    private ExtrinsicReader() {}

    /**
     * Reads an extrinsic; its signature is not looked at.
     *
     * @throws ExtrinsicRefusedException naming what is wrong with it
     */
    static CheckedExtrinsic read(byte[] bytes) {
        return switch (decoded(bytes)) {
            case ScaleExtrinsic.Unsigned _ ->
                throw refused("NoUnsignedValidator", "it is not signed, and there is no call that need not be");
            case ScaleExtrinsic.Signed signed ->
                new CheckedExtrinsic(
                        Hex.of(bytes),
                        Hex.of(CODEC.hash(signed)),
                        signed.signer(),
                        signed.extra().nonce(),
                        signed.extra().era(),
                        call(signed));
        };
    }

    /**
     * Requires the signer's signature for this chain.
     *
     * @param birth the block that its era begins with, for the block after the newest
     */
    static void requireProof(CheckedExtrinsic extrinsic, String genesisHash, Block birth) {
        var chain = new ChainIdentity(
                hash(genesisHash), SubtensorRuntime.SPEC_VERSION, SubtensorRuntime.TRANSACTION_VERSION);
        var signed = (ScaleExtrinsic.Signed) decoded(Hex.bytes(extrinsic.bytes()));
        switch (CODEC.verify(signed, chain, hash(birth.hash()))) {
            case Proof.VALID -> {}
            case Proof.INVALID ->
                throw refused(
                        "BadProof",
                        "the signature is not that of " + extrinsic.signer()
                                + " over this extrinsic, on this chain, for spec " + SubtensorRuntime.SPEC_VERSION
                                + " and an era that begins with block " + birth.number());
            case Proof.OTHER_SCHEME -> throw refused("BadProof", "only signatures of sr25519 are taken");
            case Proof.METADATA_HASH_UNKNOWN ->
                throw refused("BadProof", "it asks for the metadata's hash to be checked, which this chain has not");
        }
    }

    private static ScaleExtrinsic decoded(byte[] bytes) {
        try {
            return CODEC.decode(bytes);
        } catch (MalformedScaleException e) {
            throw refused("BadFormat", e.getMessage());
        }
    }

    private static Call call(ScaleExtrinsic.Signed signed) {
        try {
            var value = METADATA.decodeCall(signed.call().value());
            return ReceivedCall.of(value).orElseThrow(() -> mandatory(value));
        } catch (MalformedScaleException | NotInRuntimeException e) {
            throw refused("BadFormat", e.getMessage());
        } catch (IllegalArgumentException e) {
            throw refused("Call", e.getMessage());
        }
    }

    private static ExtrinsicRefusedException mandatory(CallValue call) {
        return refused(
                "MandatoryValidation", call.pallet() + "." + call.name() + " is only for who makes the block, alone");
    }

    private static ScaleValue.Bytes hash(String hash) {
        return ScaleValue.of(Hex.bytes(hash));
    }

    private static ExtrinsicRefusedException refused(String errorName, @Nullable String detail) {
        return new ExtrinsicRefusedException(errorName, detail == null ? "" : detail);
    }
}
