package io.assay.model.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.hparams.LlamaShape;
import io.assay.protocol.hparams.ParameterShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaArchiveTest {
    private static final LlamaShape SHAPE = new LlamaShape(10, 8, 1, 2, 1, 6, 5, 10000, 1e-5);

    @TempDir
    Path folder;

    private static float[] ones(ParameterShape parameter) {
        return new float[(int) parameter.size()];
    }

    private Path write(String name) throws IOException {
        var file = folder.resolve(name);
        LlamaArchive.write(file, SHAPE, 9, LlamaArchiveTest::ones);
        return file;
    }

    @Test
    void sameDimensionsAreTheSameBytes() throws IOException {
        assertThat(Files.readAllBytes(write("a.pt"))).isEqualTo(Files.readAllBytes(write("b.pt")));
    }

    @Test
    void entriesAreStoredUnderOneFolder() throws IOException {
        try (var zip = new ZipFile(write("a.pt").toFile())) {
            var entries = Collections.list(zip.entries());
            assertThat(entries).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
            assertThat(entries).allMatch(entry -> entry.getName().startsWith("llama/"));
            // Twelve parameters, two tables, and four that are no data.
            assertThat(entries).hasSize(18);
        }
    }

    @Test
    void sourceHasNoBlankLeft() {
        assertThat(LlamaScript.source(LlamaScript.template(), SHAPE, 9))
                .doesNotContain("${")
                .contains("self.model_layers_0_mlp_up_proj_weight")
                .contains("9, 0.)");
    }

    @Test
    void tablesAreCosinesAndSinesByPositionAndFrequency() throws IOException {
        try (var zip = new ZipFile(write("a.pt").toFile())) {
            var cosines = floats(zip, "llama/data/12");
            var sines = floats(zip, "llama/data/13");
            assertThat(cosines.get(3 * 4)).isCloseTo((float) Math.cos(3), within(1e-6f));
            assertThat(sines.get(3 * 4 + 2)).isCloseTo((float) Math.sin(3), within(1e-6f));
            assertThat(sines.get(3 * 4 + 1)).isCloseTo((float) Math.sin(0.03), within(1e-6f));
        }
    }

    private static java.nio.FloatBuffer floats(ZipFile zip, String name) throws IOException {
        try (var stream = zip.getInputStream(zip.getEntry(name))) {
            return ByteBuffer.wrap(stream.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        }
    }

    @Test
    void refusesValuesOfAnotherSize() {
        var file = folder.resolve("a.pt");
        assertThatThrownBy(() -> LlamaArchive.write(file, SHAPE, 9, _ -> new float[3]))
                .hasMessage("model.embed_tokens.weight has 3 values, allowed: 80");
    }
}
