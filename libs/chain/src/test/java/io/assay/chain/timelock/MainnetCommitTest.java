package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.chain.timelock.TimelockException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A commit that Bittensor's mainnet took; the file stays outside the project. */
class MainnetCommitTest {
    @Test
    void everyByteOfMainnetsCommitHasItsPlace() throws Exception {
        var bytes = bytes(facts().path("timelocked_commit"), "ciphertext");

        var commit = TimelockedCommit.parse(bytes);

        assertThat(commit.encode()).isEqualTo(bytes);
        assertThat(catchThrowableOfType(TimelockException.class, () -> commit.decrypt(Quicknet.signature()))
                        .reason())
                .isEqualTo(Reason.WRONG_SIGNATURE);
    }

    @Test
    void ourBeaconIsTheOneOfTheFacts() throws Exception {
        var quicknet = facts().path("drand_quicknet");

        assertThat(Beacon.quicknet().publicKey().encode()).isEqualTo(bytes(quicknet, "public_key_g2"));
        assertThat(quicknet.path("round").longValue()).isEqualTo(Quicknet.ROUND);
        assertThat(Quicknet.signature()).isEqualTo(bytes(quicknet, "signature_g1"));
    }

    private static JsonNode facts() throws Exception {
        var shared = System.getProperty("assay.shared");
        assumeTrue(shared != null, "-Dassay.shared names no folder with chain/mainnet-facts.json");
        return JsonMapper.shared().readTree(Files.readString(Path.of(shared, "chain", "mainnet-facts.json")));
    }

    private static byte[] bytes(JsonNode parent, String field) {
        return HexFormat.of().parseHex(parent.path(field).asString());
    }
}
