package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two extrinsics that Bittensor's mainnet executed; their files stay outside the project. */
class MainnetSignaturesTest {
    @Test
    void verifiesExtrinsicsOfMainnet() throws Exception {
        var shared = System.getProperty("assay.shared");
        assumeTrue(shared != null, "-Dassay.shared names no folder with chain/mainnet-facts.json");
        var facts = JsonMapper.shared().readTree(Files.readString(Path.of(shared, "chain", "mainnet-facts.json")));

        assertThat(facts.path("extrinsics")).hasSize(2).allSatisfy(extrinsic -> {
            var key = bytes(extrinsic, "public_key");
            var signature = bytes(extrinsic, "signature");
            var payload = payload(extrinsic);

            assertThat(Signatures.verify(key, payload, signature)).isTrue();
            payload[0] ^= 1;
            assertThat(Signatures.verify(key, payload, signature)).isFalse();
        });
    }

    /** call | era | compact nonce | compact tip | metadata mode, then what is signed with it but not sent. */
    private static byte[] payload(JsonNode extrinsic) {
        var bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(bytes(extrinsic, "call_hex")).put(bytes(extrinsic, "era_hex"));
        putCompact(bytes, extrinsic.path("nonce").intValue());
        putCompact(bytes, extrinsic.path("tip").intValue());
        bytes.put((byte) 0)
                .putInt(extrinsic.path("spec_version").intValue())
                .putInt(extrinsic.path("transaction_version").intValue())
                .put(bytes(extrinsic, "genesis_hash"))
                .put(bytes(extrinsic, "era_block_hash"))
                .put((byte) 0);
        var payload = new byte[bytes.flip().remaining()];
        bytes.get(payload);
        return payload.length > 256 ? Blake2b.hash256(payload) : payload;
    }

    private static void putCompact(ByteBuffer bytes, int value) {
        if (value < 1 << 6) {
            bytes.put((byte) (value << 2));
        } else if (value < 1 << 14) {
            bytes.putShort((short) (value << 2 | 1));
        } else {
            bytes.putInt(value << 2 | 2);
        }
    }

    private static byte[] bytes(JsonNode extrinsic, String field) {
        return HexFormat.of().parseHex(extrinsic.path(field).asString());
    }
}
