package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.assay.protocol.checkpoint.CheckpointManifest;
import io.assay.protocol.checkpoint.CheckpointManifest.PublishedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointManifestJsonTest {
    private static final CheckpointManifest MANIFEST = new CheckpointManifest(
            1,
            3,
            25,
            20,
            "a".repeat(64),
            List.of(
                    new PublishedFile("model.safetensors", 1234, "b".repeat(64)),
                    new PublishedFile("config.json", 567, "c".repeat(64))));

    private static String text() {
        return new String(CheckpointManifestJson.write(MANIFEST), StandardCharsets.UTF_8);
    }

    private static CheckpointManifest read(String json) {
        return CheckpointManifestJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(text())).isEqualTo(MANIFEST);
        assertThat(read(text()).file("config.json").sizeBytes()).isEqualTo(567);
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(read(text().replaceFirst("\\{", "{\"later\": [1],"))).isEqualTo(MANIFEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "formatVersion" : 1       | "formatVersion" : 2         | formatVersion is 2
            "window" : 25             | "window" : -1               | window is -1
            "window" : 25,            | ``                          | window
            "name" : "config.json"    | "name" : "../config.json"   | name is ../config.json
            "name" : "config.json"    | "name" : "manifest.json"    | each once
            "name" : "config.json"    | "name" : "model.safetensors"| each once
            "sizeBytes" : 567         | "sizeBytes" : -567          | sizeBytes is -567
            "sizeBytes" : 567         | "sizeBytes" : 5.5           | cannot be read
            """)
    void refusesWhatIsNoManifest(String before, String after, String message) {
        var json = text().replace(before, after);
        assertThat(json).isNotEqualTo(text());
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("null"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("{"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointManifestJson.read(new byte[CheckpointManifestJson.MAX_BYTES + 1]))
                .withMessageContaining("allowed: at most");
    }
}
