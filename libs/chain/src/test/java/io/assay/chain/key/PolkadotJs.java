package io.assay.chain.key;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The npm package {@code @polkadot/util-crypto}, installed once beside the compiled tests, from then on without the network. */
final class PolkadotJs {
    private static final String PACKAGE = "@polkadot/util-crypto";
    private static final String VERSION = "13.5.9";
    private static final String SCRIPT = "polkadot.mjs";
    private static final long LIMIT_SECONDS = 90;

    private final Path folder;

    private PolkadotJs(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, with a line that tells why, where it cannot be installed. */
    static PolkadotJs installed() throws IOException, InterruptedException, URISyntaxException {
        var classes = PolkadotJs.class.getProtectionDomain().getCodeSource().getLocation();
        var polkadot = new PolkadotJs(Path.of(classes.toURI()).resolveSibling("polkadot-js"));
        try {
            polkadot.install();
        } catch (IOException e) {
            var reason = "SKIPPED: no comparison with " + PACKAGE + ": " + e.getMessage();
            System.err.println(reason);
            throw new TestAbortedException(reason, e);
        }
        return polkadot;
    }

    private void install() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("node", "--version");
        var installed = folder.resolve("node_modules").resolve(PACKAGE).resolve("package.json");
        if (!Files.exists(installed) || !Files.readString(installed).contains("\"version\": \"" + VERSION + "\"")) {
            run(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    ".",
                    PACKAGE + "@" + VERSION);
        }
    }

    /** What it makes of the cases; a failure from here on is one of the test. */
    JsonNode answer(Object cases) throws IOException, InterruptedException {
        try (var script = PolkadotJs.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing, allowed: beside the class");
            }
            Files.write(folder.resolve(SCRIPT), script.readAllBytes());
        }
        Files.write(folder.resolve("cases.json"), JsonMapper.shared().writeValueAsBytes(cases));
        run("node", SCRIPT);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("output")));
    }

    private void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " took more than " + LIMIT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    command[0] + " exited with " + process.exitValue() + ", see " + folder.resolve("errors"));
        }
    }
}
