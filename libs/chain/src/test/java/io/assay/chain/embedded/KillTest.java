package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed without warning, one after the other in one directory. */
@Timeout(120)
class KillTest {
    private static final int PROCESSES = 6;

    @TempDir
    private Path directory;

    private final Map<Long, String> told = new HashMap<>();

    @Test
    void whatWasMadeBeforeAKillIsThereAfterIt() throws Exception {
        var random = new Random(42);
        for (var i = 0; i < PROCESSES; i++) {
            runAndKill(40 + random.nextInt(40));

            try (var chain = EmbeddedChain.open(
                    directory, Scene.spec(), Clock.systemUTC(), new SecureRandom(), KilledChain.RETENTION)) {
                told.forEach(
                        (number, hash) -> assertThat(chain.block(number).hash()).isEqualTo(hash));
                var head = chain.produceBlock();
                told.put(head.number(), head.hash());
            }
        }
        assertThat(told).hasSizeGreaterThan(PROCESSES * 40);
        assertThat(Files.size(directory.resolve("chain.jsonl"))).isLessThan(1 << 16);
    }

    /** Reads so many lines, and kills the process while it goes on. */
    private void runAndKill(int blocks) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var i = 0; i < blocks; i++) {
                var words = lines.readLine().split(" ", 2);
                told.put(Long.parseLong(words[0]), words[1]);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
