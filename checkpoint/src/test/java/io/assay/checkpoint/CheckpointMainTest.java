package io.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.EmbeddedS3;
import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.protocol.ObjectKeys;
import io.assay.service.model.ModelObjects;
import io.assay.service.s3.Digests;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointMainTest {
    private static final Map<String, String> KEYS =
            Map.of("ASSAY_S3_ACCESSKEYID", "id", "ASSAY_S3_SECRETACCESSKEY", "very-secret");
    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);
    private static final float[] VALUES = {1, -2, 3.5f};

    @TempDir
    static Path directory = Path.of("");

    private static EmbeddedS3 server;
    private static ObjectStore store;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(directory.resolve("s3"), 0, "id", "very-secret");
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", "id", "very-secret"));
        store.createBucket("assay").block();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    private static String modelDigest() {
        var bytes = ByteBuffer.allocate(VALUES.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(VALUES);
        return Digests.sha256(bytes.array());
    }

    private static void publish(int netuid, long window, String digest) throws IOException {
        var file = directory.resolve("tensors");
        try (var sink = Files.newOutputStream(file)) {
            SafetensorsWriter.write(
                    sink,
                    Map.of("format", "pt"),
                    List.of(TensorEntry.of("lm_head.weight", Dtype.F32, 3)),
                    (_, content) -> content.floats(VALUES));
        }
        new ModelObjects(store, "assay", netuid, VALUES.length)
                .publishCheckpoint(window, window - 5, digest, file, CONFIG);
    }

    private int run(int netuid, String... more) {
        var args = new ArrayList<>(
                List.of("--endpoint", server.endpoint().toString(), "--netuid", Integer.toString(netuid)));
        args.addAll(List.of(more));
        return CheckpointMain.run(args.toArray(String[]::new), KEYS, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void fetchesTheNewestCheckpoint() throws IOException {
        publish(1, 25, modelDigest());
        publish(1, 50, modelDigest());
        var to = directory.resolve("newest");

        assertThat(run(1, "--to", to.toString())).as(complained()).isZero();

        assertThat(said()).contains("window 50 of subnet 1, after 45 steps", modelDigest());
        assertThat(to).isDirectoryContaining(path -> path.endsWith("model.safetensors"));
        assertThat(to.resolve("config.json")).hasBinaryContent(CONFIG);
        assertThat(to.resolve("manifest.json")).content().contains("\"window\" : 50", modelDigest());
        try (var files = Files.list(to)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void fetchesTheOneOfAWindowAndListsAll() throws IOException {
        publish(2, 25, modelDigest());
        publish(2, 50, modelDigest());
        assertThat(run(2, "--list")).isZero();
        assertThat(said().lines()).containsExactly("25", "50");
        assertThat(run(2, "--window", "25", "--to", directory.resolve("old").toString()))
                .isZero();
        assertThat(said()).contains("window 25 of subnet 2");
    }

    @Test
    void saysWhatThereIsInsteadOfWhatThereIsNot() throws IOException {
        publish(3, 25, modelDigest());
        assertThat(run(3, "--window", "26", "--to", directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(complained()).contains("there is no checkpoint of window 26", "[25]");
        assertThat(run(33, "--to", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(complained()).contains("there is no checkpoint yet");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void leavesNothingOfACheckpointThatIsNotWhatItSays() throws IOException {
        publish(4, 25, modelDigest());
        store.put("assay", ObjectKeys.checkpoint(4, 25, "model.safetensors"), new byte[] {1, 2, 3})
                .block();
        var to = directory.resolve("changed");
        assertThat(run(4, "--to", to.toString())).isEqualTo(2);
        assertThat(complained()).contains("by its manifest");
        assertThat(to).isEmptyDirectory();

        publish(5, 25, "0".repeat(64));
        assertThat(run(5, "--to", to.toString())).isEqualTo(2);
        assertThat(complained()).contains("the tensors are of the model " + modelDigest());
        assertThat(to).isEmptyDirectory();
    }

    @Test
    void replacesNothing() throws IOException {
        publish(6, 25, modelDigest());
        var to = Files.createDirectory(directory.resolve("taken"));
        Files.write(to.resolve("config.json"), new byte[] {7});
        assertThat(run(6, "--to", to.toString())).isEqualTo(2);
        assertThat(complained()).contains("is there already");
        assertThat(to.resolve("config.json")).hasBinaryContent(new byte[] {7});
    }

    @Test
    void namesWhatIsMissingOnTheCommandLineAndNeverAKey() {
        assertThat(run(1)).isEqualTo(2);
        assertThat(complained()).contains("one of --list, --to is needed");
        assertThat(run(1, "--list", "--window", "3")).isEqualTo(2);
        assertThat(run(70_000, "--list")).isEqualTo(2);
        assertThat(complained()).contains("--netuid is 70000");
        var args = new String[] {"--endpoint", "nowhere", "--netuid", "1", "--list"};
        assertThat(CheckpointMain.run(args, KEYS, stream(out), stream(err))).isEqualTo(2);
        assertThat(complained()).contains("--endpoint is nowhere");
        args[1] = server.endpoint().toString();
        assertThat(CheckpointMain.run(args, Map.of(), stream(out), stream(err))).isEqualTo(2);
        assertThat(complained()).contains("ASSAY_S3_ACCESSKEYID").doesNotContain("very-secret");
        var wrong = Map.of("ASSAY_S3_ACCESSKEYID", "id", "ASSAY_S3_SECRETACCESSKEY", "wrong-secret");
        assertThat(CheckpointMain.run(args, wrong, stream(out), stream(err))).isEqualTo(2);
        assertThat(complained()).doesNotContain("wrong-secret");
    }
}
