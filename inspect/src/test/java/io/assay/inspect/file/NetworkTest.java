package io.assay.inspect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.inspect.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
    @TempDir
    Path directory;

    @Test
    void readsCompleteParameters() throws IOException {
        var file = Files.writeString(directory.resolve("hparams.json"), Samples.HPARAMS);
        assertThat(Network.read(file)).isEqualTo(new Network(file.toString(), Samples.LAYOUT));
    }

    @Test
    void namesTheFileItsFaultAndTheRemedy() throws IOException {
        refuses(directory.resolve("gone"), "there is no such file");
        refuses(directory, "Is a directory");
        refuses(Files.writeString(directory.resolve("part"), "{\"netuid\": 3}"), "Missing");
        refuses(Files.writeString(directory.resolve("text"), "netuid = 3"), "hparams is no JSON");
        refuses(
                Files.writeString(
                        directory.resolve("wrong"),
                        Samples.HPARAMS.replaceFirst("\"netuid\" : \\d+", "\"netuid\" : -1")),
                "netuid is -1");
        refuses(Files.write(directory.resolve("binary"), new byte[] {'"', (byte) 0xFF}), "it is no text");
        refuses(Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]), "it has 1048577 bytes");
    }

    private static void refuses(Path file, String fault) {
        assertThatThrownBy(() -> Network.read(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("the parameters " + file + " cannot be used: ")
                .hasMessageContaining(fault)
                .hasMessageContaining("name the network's complete hparams.json by --hparams");
    }
}
