package io.assay.localnet.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.command.UsageException;
import io.assay.localnet.command.Options;
import io.assay.model.shards.ShardIndex;
import io.assay.model.shards.ShardWriter;
import io.assay.model.shards.TokenizerName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path root;

    @Test
    void keepsWhatTheRunWasBegunWith() {
        try (var data = DataDirectory.open(root)) {
            assertThat(data.miners("honest=2")).isEqualTo("honest=2");
            assertThat(data.hparams(Options.parse(List.of("--seed", "9"))).seed())
                    .isEqualTo(9);
        }
        try (var data = DataDirectory.open(root)) {
            assertThat(data.miners(null)).isEqualTo("honest=2");
            assertThat(data.hparams(Options.none()).seed()).isEqualTo(9);
            assertThatThrownBy(() -> data.miners("honest=3"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("begun with another --miners");
            assertThatThrownBy(() -> data.hparams(Options.parse(List.of("--seed", "8"))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("begun with another --seed");
        }
        assertThat(data("miners")).exists();
    }

    @Test
    void laysParametersOverItsOwn() throws Exception {
        var over = Files.writeString(
                root.resolve("over.json"), "{\"windows_per_weights\": 3, \"model\": {\"hidden_size\": 64}}");
        try (var data = DataDirectory.open(root.resolve("data"))) {
            var hparams = data.hparams(Options.parse(List.of("--hparams", over.toString())));
            assertThat(hparams.windowsPerWeights()).isEqualTo(3);
            assertThat(hparams.model().hiddenSize()).isEqualTo(64);
            assertThat(hparams.model().numHiddenLayers()).isEqualTo(2);
        }
    }

    @Test
    void namesTheParameterThatCannotBeUsed() throws Exception {
        var over = Files.writeString(root.resolve("over.json"), "{\"openskill_beta\": -1}");
        try (var data = DataDirectory.open(root.resolve("data"))) {
            assertThatThrownBy(() -> data.hparams(Options.parse(List.of("--hparams", over.toString()))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("openskill_beta is -1.0, allowed: [1.0E-6, 1000000.0]");
        }
    }

    @Test
    void namesOwnTextInTheParameters() throws Exception {
        var folder = root.resolve("shards");
        var vocabulary = new ShardIndex.Vocabulary(5000, new TokenizerName("t", null), null, 1);
        String digest;
        try (var writer = new ShardWriter(folder, vocabulary, 1000)) {
            writer.append(new long[2000]);
            digest = writer.finish().sha256();
        }
        try (var data = DataDirectory.open(root.resolve("data"))) {
            var options = Options.parse(List.of("--tokens", folder.toString()));
            assertThat(data.hparams(options).datasetSha256()).isEqualTo(digest);
            assertThat(data.hparams(options).model().vocabSize()).isEqualTo(5000);
            assertThat(data.tokens(null)).isEqualTo(folder);
            assertThatThrownBy(() -> data.tokens(root))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("begun with another --tokens");
        }
        try (var data = DataDirectory.open(root.resolve("other"))) {
            assertThatThrownBy(() -> data.hparams(Options.parse(List.of("--tokens", root.toString()))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--tokens: ")
                    .hasMessageContaining("index.json cannot be read");
        }
    }

    @Test
    void temporaryOneGoesAway() {
        Path made;
        try (var data = DataDirectory.open(null)) {
            made = data.of("kafka");
            assertThat(made).isDirectory();
        }
        assertThat(made).doesNotExist();
    }

    private Path data(String name) {
        return root.resolve(name);
    }
}
