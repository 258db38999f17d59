package io.assay.bench.rating;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The npm package {@code openskill} on the same matches with the same parameters, timed by Node; its ratings must be
 * ours. Installed once into {@code bench/target}, from then on without the network.
 */
public final class OpenskillJs {
    /** The version compared with. */
    public static final String VERSION = "5.0.1";

    private static final String SCRIPT = "openskill.mjs";
    private static final double SAME = 1e-9;
    private static final long LIMIT_SECONDS = 60;

    private final Path folder;

    /** What one match of it is made of and must lead to. */
    private record Case(Field before, Field after) {}

    private OpenskillJs(Path folder) {
        this.folder = folder;
    }

    /** Beside the compiled classes of this module. */
    public static OpenskillJs besideClasses() throws URISyntaxException {
        var classes = OpenskillJs.class.getProtectionDomain().getCodeSource().getLocation();
        return new OpenskillJs(Path.of(classes.toURI()).resolveSibling("openskill"));
    }

    /**
     * Microseconds of one match, by the number of players.
     *
     * @throws IOException if npm or node is missing or fails, or its ratings are not ours
     */
    public Map<Integer, Double> micros(List<Integer> sizes) throws IOException, InterruptedException {
        install();
        try (var script = OpenskillJs.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing, allowed: beside the class");
            }
            Files.write(folder.resolve(SCRIPT), script.readAllBytes());
        }
        var cases = sizes.stream()
                .map(players -> Field.random(players, new Random(players)))
                .map(field -> new Case(field, field.rated()))
                .toList();
        var written = folder.resolve("cases.json");
        Files.write(written, JsonMapper.shared().writeValueAsBytes(cases));
        return read(run("node", SCRIPT, written.toString()));
    }

    private void install() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var installed = folder.resolve("node_modules/openskill/package.json");
        if (!Files.exists(installed) || !Files.readString(installed).contains("\"version\": \"" + VERSION + "\"")) {
            run("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), "openskill@" + VERSION);
        }
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " took more than " + LIMIT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(command[0] + " exited with " + process.exitValue() + ", see " + output);
        }
        return Files.readAllLines(output);
    }

    /** Lines of: players, microseconds, largest difference of a rating. */
    private static Map<Integer, Double> read(List<String> lines) throws IOException {
        var micros = new HashMap<Integer, Double>();
        for (var line : lines) {
            var words = line.split(" ", -1);
            var difference = Double.parseDouble(words[2]);
            if (!(difference <= SAME)) {
                throw new IOException("its ratings differ from ours by " + difference + ", allowed: " + SAME);
            }
            micros.put(Integer.valueOf(words[0]), Double.valueOf(words[1]));
        }
        return micros;
    }
}
