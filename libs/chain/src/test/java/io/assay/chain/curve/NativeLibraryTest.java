package io.assay.chain.curve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @Test
    void namesTheFolderThatTheLibraryCannotBeUnpackedInto(@TempDir Path folder) throws Exception {
        var missing = folder.resolve("missing");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + missing,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();

        var text = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(text)
                .contains("cannot be loaded")
                .contains(missing.toString())
                .contains("-Djava.io.tmpdir=FOLDER");
    }

    static final class Program {
        private Program() {}

        static void main() {
            G2.generator();
        }
    }
}
