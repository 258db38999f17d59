package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.chain.key.Hotkey;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.command.UsageException;
import io.assay.localnet.part.StoreKeys;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The localnet's parts as processes of their own. */
@Timeout(120)
class StandingTest {
    private static final Map<String, String> KEYS =
            Map.of("ASSAY_S3_ACCESSKEYID", "k".repeat(32), "ASSAY_S3_SECRETACCESSKEY", "s".repeat(64));

    @TempDir
    Path directory;

    private String hparams;

    @BeforeEach
    void parameters() throws IOException {
        try (var own = Localnet.class.getResourceAsStream("/hparams-localnet.json")) {
            var file = directory.resolve("hparams.json");
            Files.write(file, Objects.requireNonNull(own).readAllBytes());
            hparams = file.toString();
        }
    }

    private Process start(Class<?> main, Map<String, String> environment, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(environment);
        return process.start();
    }

    private static String after(String word, BufferedReader said) {
        return said.lines()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .map(line -> line.substring(word.length()).strip())
                .orElseThrow();
    }

    private static void endAsTold(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    }

    private static void assertRefused(String reason, Standing command, String... options) {
        var said = new ByteArrayOutputStream();
        var code = command.run(List.of(options), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(reason, "usage: ./assay " + command.name());
    }

    @Test
    void aChainNodeKeepsItsChainAndItsValidatorsHotkey() throws Exception {
        var data = directory.resolve("node").toString();
        var first = start(
                ChainNodeMain.class, Map.of(), "--data", data, "--hparams", hparams, "--miners", "idle=2", "--port=0");
        long height;
        try (var said = first.inputReader()) {
            var file = Path.of(after("hotkey", said));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (var chain = client(after("chain", said))) {
                var neurons = chain.roster(1).neurons();
                assertThat(neurons).hasSize(3);
                assertThat(neurons.getFirst().hotkey())
                        .isEqualTo(Hotkey.fromFile(file).address());
                height = chain.head().number();
            }
        }
        endAsTold(first);
        var second = start(ChainNodeMain.class, Map.of(), "--data", data, "--hparams", hparams, "--port=0");
        try (var said = second.inputReader();
                var chain = client(after("chain", said))) {
            assertThat(chain.head().number()).isGreaterThanOrEqualTo(height);
            assertThat(chain.roster(1).neurons()).hasSize(3);
        }
        endAsTold(second);
        assertRefused(
                "another --miners",
                ChainNodeMain.command(),
                "--data",
                data,
                "--hparams",
                hparams,
                "--miners",
                "idle=1");
    }

    private static SubstrateChain client(String node) {
        return SubstrateChain.open(SubstrateSettings.of(List.of(node), Duration.ofSeconds(10)));
    }

    @Test
    void aStoreAnswersAndWantsItsKeys() throws Exception {
        var data = directory.resolve("store").toString();
        var store = start(StoreMain.class, KEYS, "--data", data, "--port", "0", "--listen", "0.0.0.0");
        try (var said = store.inputReader();
                var http = HttpClient.newHttpClient()) {
            var at = URI.create(after("s3", said));
            assertThat(status(http, "GET", at.resolve("/healthz"))).isEqualTo(200);
            assertThat(status(http, "PUT", at.resolve("/bucket"))).isEqualTo(403);
        }
        endAsTold(store);
        assertRefused("ASSAY_S3_ACCESSKEYID is missing", StoreMain.command(), "--data", data);
    }

    @Test
    void aKeyOfAnotherFormIsNamedButNotShown() {
        var secret = "s".repeat(64);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> StoreKeys.of(
                        Map.of("ASSAY_S3_ACCESSKEYID", "k".repeat(32), "ASSAY_S3_SECRETACCESSKEY", secret + "s")))
                .withMessage("the environment's ASSAY_S3_SECRETACCESSKEY is not of that form: set it to 64 printable"
                        + " characters");
        assertThat(StoreKeys.of(KEYS).toString()).doesNotContain(secret);
    }

    private static int status(HttpClient http, String method, URI uri) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void eachSaysWhatIsWrongWithItsCommandLine() {
        assertRefused("--hparams is missing", MinersMain.command());
        assertRefused("there is no option --port-base", StoreMain.command(), "--port-base", "1");
        assertRefused(
                "--listen names no.such.host.invalid",
                ChainNodeMain.command(),
                "--data",
                directory.resolve("refused").toString(),
                "--hparams",
                hparams,
                "--listen",
                "no.such.host.invalid");
    }
}
