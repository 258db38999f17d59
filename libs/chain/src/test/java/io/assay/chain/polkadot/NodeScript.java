package io.assay.chain.polkadot;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A script for Node that needs one npm package, which is installed once beside the compiled tests, from then on without
 * the network. The script finds its cases in {@code cases.json} and prints its answer as JSON.
 */
public final class NodeScript {
    private static final long LIMIT_SECONDS = 120;

    private final Path folder;

    private NodeScript(Path folder) {
        this.folder = folder;
    }

    /**
     * With a package that scripts import. Skips the test, with a line that tells why, where it cannot be installed.
     *
     * @param folder of the package, beside the compiled tests
     */
    public static NodeScript with(String folder, String packageName, String version)
            throws IOException, InterruptedException, URISyntaxException {
        var classes = NodeScript.class.getProtectionDomain().getCodeSource().getLocation();
        var script = new NodeScript(Path.of(classes.toURI()).resolveSibling(folder));
        try {
            script.install(packageName, version);
        } catch (IOException e) {
            var reason = "SKIPPED: no comparison with " + packageName + ": " + e.getMessage();
            System.err.println(reason);
            throw new TestAbortedException(reason, e);
        }
        return script;
    }

    private void install(String packageName, String version) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("node", "--version");
        var installed = folder.resolve("node_modules").resolve(packageName).resolve("package.json");
        if (!Files.exists(installed) || !Files.readString(installed).contains("\"version\": \"" + version + "\"")) {
            run(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    ".",
                    packageName + "@" + version);
        }
    }

    /**
     * What a script makes of the cases; a failure from here on is one of the test.
     *
     * @param test beside whose class the script lies
     */
    public JsonNode answer(Class<?> test, String script, Object cases) throws IOException, InterruptedException {
        try (var content = test.getResourceAsStream(script)) {
            if (content == null) {
                throw new IOException(script + " is missing, allowed: beside the class");
            }
            Files.write(folder.resolve(script), content.readAllBytes());
        }
        Files.write(folder.resolve("cases.json"), JsonMapper.shared().writeValueAsBytes(cases));
        run("node", script);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("output")));
    }

    private void run(String... command) throws IOException, InterruptedException {
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " took more than " + LIMIT_SECONDS + " s, see " + errors);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command[0] + " exited with " + process.exitValue() + ", see " + errors);
        }
    }
}
