package io.assay.chain.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.Signatures;
import io.assay.chain.metadata.Finney;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.ScaleValue.Bytes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two extrinsics that Bittensor's mainnet executed at spec 467, with the metadata of older specs, whose extensions have the
 * same content. Their files stay outside the project.
 */
class MainnetExtrinsicsTest {
    static final List<String> BLOBS = Finney.BLOBS;

    /** The two were put into block 9,101,269, which tells the eras' first blocks. */
    private static final long BLOCK = 9_101_269;

    @ParameterizedTest
    @FieldSource("BLOBS")
    void verifiesThemAndPutsThemTogetherAgain(String blob) throws IOException {
        var codec = new ExtrinsicCodec(Finney.metadata(blob));
        var facts = JsonMapper.shared().readTree(Finney.bytes("mainnet-facts.json"));

        assertThat(facts.path("extrinsics")).hasSize(2).allSatisfy(parts -> {
            var read = (ScaleExtrinsic.Signed) codec.decode(bytesOf(parts));
            var chain = chain(parts);

            assertThat(read).isEqualTo(extrinsic(parts));
            assertThat(codec.encode(read)).isEqualTo(bytesOf(parts));
            assertThat(codec.verify(read, chain, bytes(parts, "era_block_hash")))
                    .isEqualTo(Proof.VALID);
            assertThat(codec.verify(read, chain, chain.genesisHash())).isEqualTo(Proof.INVALID);
        });
    }

    @ParameterizedTest
    @FieldSource("BLOBS")
    void theFactsOfASignerGiveThePayloadThatWasSigned(String blob) throws IOException {
        var codec = new ExtrinsicCodec(Finney.metadata(blob));
        var facts = JsonMapper.shared().readTree(Finney.bytes("mainnet-facts.json"));

        assertThat(facts.path("extrinsics")).hasSize(2).allSatisfy(parts -> {
            var call = bytes(parts, "call_hex").value();
            var payload = codec.payload(call, signingFacts(parts));
            var signed = extrinsic(parts);

            assertThat(payload.length).isLessThanOrEqualTo(256);
            assertThat(Signatures.verify(
                            signed.signer(), payload, signed.signature().bytes().value()))
                    .isTrue();
        });
    }

    /** The bytes as they were sent, written by hand. */
    private static byte[] bytesOf(JsonNode parts) {
        var body = new ScaleWriter()
                .u8(0x84)
                .u8(0)
                .fixed(bytes(parts, "public_key").value())
                .u8(1)
                .fixed(bytes(parts, "signature").value())
                .fixed(bytes(parts, "era_hex").value())
                .compact(parts.path("nonce").longValue())
                .compact(parts.path("tip").longValue())
                .u8(0)
                .fixed(bytes(parts, "call_hex").value())
                .toBytes();
        return new ScaleWriter().bytes(body).toBytes();
    }

    private static ScaleExtrinsic.Signed extrinsic(JsonNode parts) {
        return new ScaleExtrinsic.Signed(
                bytes(parts, "public_key"),
                new MultiSignature(SignatureScheme.SR25519, bytes(parts, "signature")),
                signingFacts(parts).extra(),
                bytes(parts, "call_hex"));
    }

    private static SigningFacts signingFacts(JsonNode parts) {
        var era = Era.read(new ScaleReader(bytes(parts, "era_hex").value()));
        return new SigningFacts(
                chain(parts),
                era,
                era.birth(BLOCK),
                bytes(parts, "era_block_hash"),
                parts.path("nonce").longValue(),
                parts.path("tip").longValue());
    }

    private static ChainIdentity chain(JsonNode parts) {
        return new ChainIdentity(
                bytes(parts, "genesis_hash"),
                parts.path("spec_version").longValue(),
                parts.path("transaction_version").longValue());
    }

    private static Bytes bytes(JsonNode parts, String field) {
        return ScaleValue.of(HexFormat.of().parseHex(parts.path(field).asString()));
    }
}
