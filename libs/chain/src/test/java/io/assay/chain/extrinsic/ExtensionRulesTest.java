package io.assay.chain.extrinsic;

import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U8;
import static io.assay.chain.runtime.TypeDescription.UNIT;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.option;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.key.Hotkey;
import io.assay.chain.metadata.Finney;
import io.assay.chain.runtime.ExtensionDescription;
import io.assay.chain.runtime.FrameTypes;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.runtime.SmallRuntime;
import io.assay.chain.runtime.TypeDescription;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.ScaleValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExtensionRulesTest {
    static final List<String> BLOBS = Finney.BLOBS;

    private static final ChainIdentity CHAIN = new ChainIdentity(ScaleValue.of(new byte[32]), 7, 8);
    private static final SigningFacts FACTS = SigningFacts.immortal(CHAIN, 5, 6);

    @Test
    void passesOverUnknownExtensionsWithoutContent() {
        var empty = struct("a::Empty", Member.of("nothing", tuple(UNIT, array(0, U8))));
        var standard = codec(ExtensionDescription.STANDARD);
        var more = codec(with(new ExtensionDescription("DrandPriority", empty, UNIT)));

        assertThat(more.payload(new byte[2], FACTS)).isEqualTo(standard.payload(new byte[2], FACTS));
    }

    @Test
    void refusesUnknownExtensionsWithContentByName() {
        refused(
                with(new ExtensionDescription("StakeProof", BYTES, UNIT)),
                "runtime node-subtensor 425 has the signed extension StakeProof, unknown here, with content (sent: Vec<u8>, signed as well: ()). Nothing is signed");
        refused(with(new ExtensionDescription("StakeProof", UNIT, U32)), "StakeProof");
        refused(with(new ExtensionDescription("StakeProof", tuple(UNIT, U8), UNIT)), "StakeProof");
        refused(with(new ExtensionDescription("StakeProof", array(1, U8), UNIT)), "StakeProof");
    }

    @Test
    void refusesKnownNamesWithOtherContent() {
        refused(List.of(new ExtensionDescription("CheckNonce", U32, UNIT)), "what CheckNonce sends: u32");
        refused(List.of(new ExtensionDescription("CheckNonce", compact(U32), U32)), "what CheckNonce signs: u32");
        refused(
                List.of(new ExtensionDescription("CheckGenesis", UNIT, array(20, U8))),
                "what CheckGenesis signs: [u8; 20]");
        refused(List.of(new ExtensionDescription("CheckSpecVersion", UNIT, UNIT)), "what CheckSpecVersion signs: ()");
        refused(
                List.of(new ExtensionDescription("ChargeTransactionPayment", compact(U32), UNIT)),
                "what ChargeTransactionPayment sends");
        refused(
                List.of(
                        new ExtensionDescription("CheckMortality", FrameTypes.ERA, FrameTypes.H256),
                        new ExtensionDescription("CheckEra", FrameTypes.ERA, FrameTypes.H256)),
                "has two signed extensions that send ERA");
    }

    /** The order is the runtime's, and only what it has is sent and signed. */
    @Test
    void followsTheOrderOfTheRuntime() {
        var codec = codec(List.of(
                new ExtensionDescription("CheckTxVersion", UNIT, U32),
                new ExtensionDescription("CheckNonce", compact(U32), UNIT),
                new ExtensionDescription("CheckEra", FrameTypes.ERA, FrameTypes.H256),
                new ExtensionDescription("CheckSpecVersion", UNIT, U32)));

        assertThat(HexFormat.of().formatHex(codec.payload(new byte[] {9, 9}, FACTS)))
                .isEqualTo("0909" + "14" + "00" + "08000000" + "00".repeat(32) + "07000000");
    }

    @Test
    void paysTipsInTheChainsOwnAsset() {
        var tip = struct(
                "pallet_asset_tx_payment::ChargeAssetTxPayment",
                Member.of("tip", compact(TypeDescription.U64)),
                Member.of("asset_id", option(U32)));
        var codec = codec(List.of(new ExtensionDescription("ChargeAssetTxPayment", tip, UNIT)));
        var signed = codec.sign(new byte[2], FACTS, Hotkey.fromUri("//Alice"));
        var bytes = codec.encode(signed);

        assertThat(codec.payload(new byte[2], FACTS)).containsExactly(0, 0, 24, 0);
        assertThat(((ScaleExtrinsic.Signed) codec.decode(bytes)).extra().tip()).isEqualTo(6);
        bytes[bytes.length - 3] = 1;
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessageContaining("a tip without an asset, 0, found 1");
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void knowsAllThatMainnetAsksFor(String blob) throws IOException {
        var codec = new ExtrinsicCodec(Finney.metadata(blob));

        assertThat(HexFormat.of().formatHex(codec.payload(new byte[2], FACTS)))
                .isEqualTo("0000" + "00" + "14" + "18" + "00" + "07000000" + "08000000" + "00".repeat(65));
    }

    private static List<ExtensionDescription> with(ExtensionDescription extension) {
        var extensions = new ArrayList<>(ExtensionDescription.STANDARD);
        extensions.add(3, extension);
        return extensions;
    }

    private static void refused(List<ExtensionDescription> extensions, String fault) {
        assertThatThrownBy(() -> codec(extensions))
                .isInstanceOf(UnusableRuntimeException.class)
                .hasMessageContaining(fault);
    }

    private static ExtrinsicCodec codec(List<ExtensionDescription> extensions) {
        var small = SmallRuntime.DESCRIPTION;
        return new ExtrinsicCodec(
                new RuntimeDescription(small.crate(), small.pallets(), extensions, small.apis()).metadata(15));
    }
}
