package io.assay.service.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.embedded.EmbeddedS3;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.checkpoint.CheckpointManifest;
import io.assay.service.s3.Digests;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelObjectsTest {
    private static final String MODEL_DIGEST = "a".repeat(64);
    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path directory = Path.of("");

    private static EmbeddedS3 server;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(directory.resolve("s3"), 0, "id", "secret");
        store = ObjectStore.connect(new StoreAddress(server.endpoint(), "auto", "id", "secret"));
        store.createBucket("own").block();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    private static ModelObjects objects(int netuid) {
        return new ModelObjects(store, "own", netuid, 4);
    }

    private static Path tensors(String content) throws IOException {
        return Files.writeString(directory.resolve("tensors"), content);
    }

    private static void put(int netuid, long window, String file, String content) {
        store.put("own", ObjectKeys.checkpoint(netuid, window, file), content.getBytes(StandardCharsets.UTF_8))
                .block();
    }

    @Test
    void readsWhatWasPublished() throws IOException {
        var objects = objects(1);
        objects.publishCheckpoint(25, 20, MODEL_DIGEST, tensors("tensors"), CONFIG);
        var file = directory.resolve("read");
        objects.readCheckpoint(25, file);

        assertThat(file).hasContent("tensors");
        assertThat(objects.readConfig(25)).isEqualTo(CONFIG);
        assertThat(objects.hasCheckpoint(25)).isTrue();
        assertThat(objects.readManifest(25).modelDigest()).isEqualTo(MODEL_DIGEST);
        assertThat(objects.readManifest(25).globalStep()).isEqualTo(20);
        assertThat(objects.readManifest(25).file("model.safetensors").sha256())
                .isEqualTo(Digests.sha256("tensors".getBytes(StandardCharsets.UTF_8)));
    }

    /** Whoever dies before the manifest leaves no checkpoint, and is in nobody's way. */
    @Test
    void isNoCheckpointWithoutItsManifest() throws IOException {
        var objects = objects(2);
        put(2, 25, "model.safetensors", "half");
        put(2, 25, "config.json", "half");
        assertThat(objects.checkpoints()).isEmpty();
        assertThat(objects.hasCheckpoint(25)).isFalse();
        assertThatThrownBy(() -> objects.readCheckpoint(25, directory.resolve("half")))
                .isInstanceOf(IOException.class);

        objects.publishCheckpoint(25, 20, MODEL_DIGEST, tensors("whole"), CONFIG);
        assertThat(objects.checkpoints()).containsExactly(25L);
        objects.readCheckpoint(25, directory.resolve("whole"));
        assertThat(directory.resolve("whole")).hasContent("whole");
    }

    @Test
    void keepsTheFirstManifest() throws IOException {
        var objects = objects(3);
        objects.publishCheckpoint(25, 20, MODEL_DIGEST, tensors("tensors"), CONFIG);
        objects.publishCheckpoint(25, 21, "b".repeat(64), tensors("tensors"), CONFIG);
        assertThat(objects.readManifest(25).modelDigest()).isEqualTo(MODEL_DIGEST);
    }

    @Test
    void refusesFilesThatAreNotAsTheManifestSays() throws IOException {
        var objects = objects(4);
        objects.publishCheckpoint(25, 20, MODEL_DIGEST, tensors("tensors"), CONFIG);
        var file = directory.resolve("changed");
        for (var content : new String[] {"tensorz", "short", "much longer than it was"}) {
            put(4, 25, "model.safetensors", content);
            assertThatThrownBy(() -> objects.readCheckpoint(25, file))
                    .as(content)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("model.safetensors");
        }
        put(4, 25, "config.json", "[]");
        assertThatThrownBy(() -> objects.readConfig(25)).hasMessageContaining("by its manifest");
        put(4, 25, "manifest.json", "no JSON");
        assertThatThrownBy(() -> objects.readManifest(25)).hasMessageContaining("the manifest cannot be read");
    }

    @Test
    void refusesTheManifestOfAnotherWindowAndAnotherModel() throws IOException {
        var objects = objects(5);
        objects.publishCheckpoint(25, 20, MODEL_DIGEST, tensors("tensors"), CONFIG);
        var manifest = store.get("own", ObjectKeys.checkpoint(5, 25, CheckpointManifest.NAME), null, 10_000)
                .block();
        put(5, 26, "manifest.json", new String(manifest, StandardCharsets.UTF_8));
        assertThatThrownBy(() -> objects.readManifest(26)).hasMessageContaining("is of window 25");

        var large =
                new String(manifest, StandardCharsets.UTF_8).replace("\"sizeBytes\" : 7", "\"sizeBytes\" : 70000000");
        put(5, 25, "manifest.json", large);
        assertThatThrownBy(() -> objects.readCheckpoint(25, directory.resolve("large")))
                .hasMessageContaining("it is of another model");
    }

    @Test
    void removesTheOldestBeyondThoseKept() throws IOException {
        var objects = objects(6);
        for (var window : LongStream.of(10, 20, 30, 40).toArray()) {
            objects.publishCheckpoint(window, window, MODEL_DIGEST, tensors("tensors"), CONFIG);
        }
        assertThat(objects.removeCheckpoints(4)).isEmpty();
        assertThat(objects.removeCheckpoints(2)).containsExactly(10L, 20L);
        assertThat(objects.checkpoints()).containsExactly(30L, 40L);
        assertThat(store.list("own", ObjectKeys.checkpointPrefix(6), null).block())
                .hasSize(6);
        assertThat(objects.removeCheckpoints(2)).isEmpty();
    }
}
