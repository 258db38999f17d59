package io.assay.bench.gradient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The same work in PyTorch as upstream does it, on one thread, where Debian's python3-torch is installed. */
public final class TorchCodec {
    private static final String SCRIPT = "torch_codec.py";
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static final long LIMIT_SECONDS = 300;

    private TorchCodec() {}

    /**
     * Its figures by name, in the units of ours.
     *
     * @throws IOException if there is no Python with PyTorch, or it computes with the reference BLAS
     */
    public static Map<String, Double> figures() throws IOException, InterruptedException {
        var script = Files.createTempFile("torch_codec", ".py");
        try (var resource = TorchCodec.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException(SCRIPT + " is missing, allowed: beside the class");
            }
            Files.write(script, resource.readAllBytes());
            return read(run(script));
        } finally {
            Files.delete(script);
        }
    }

    private static List<String> run(Path script) throws IOException, InterruptedException {
        var python = PYTHONS.stream()
                .filter(path -> !path.startsWith("/") || Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow();
        var process = new ProcessBuilder(python, "-W", "ignore", script.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var said = output.lines().toList();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("PyTorch took more than " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(said.isEmpty() ? "PyTorch failed" : said.getLast());
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, Double> read(List<String> said) throws IOException {
        var figures = new LinkedHashMap<String, Double>();
        for (var line : said) {
            var words = line.split(" ", -1);
            if (words.length != 2) {
                throw new IOException("PyTorch said: " + line);
            }
            figures.put(words[0], Double.valueOf(words[1]));
        }
        return figures;
    }
}
