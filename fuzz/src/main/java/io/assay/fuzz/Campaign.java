package io.assay.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One run of the fuzzer over one target, in a JVM of its own: it rewrites classes to see which code an input reaches,
 * and ends the JVM when it is done.
 */
final class Campaign {
    private static final int MAX_INPUT_BYTES = 4096;
    private static final int TIMEOUT_SECONDS = 5;
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
    private static final Pattern PULSE = Pattern.compile("#(\\d+)\tpulse .*");
    private static final Pattern COVERAGE = Pattern.compile(" cov: (\\d+) ");
    // An input of some 4 KiB for which this does not suffice has found a size that was believed.
    private static final String HEAP = "-Xmx256m";

    private final String name;
    private final String entry;
    private final Path corpus;
    private final Path work;
    private final PrintStream err;

    /**
     * A run.
     *
     * @param name of the target
     * @param entry class that takes the inputs
     * @param corpus folder of the inputs to begin with
     * @param work folder for new inputs, findings and the log
     */
    Campaign(String name, String entry, Path corpus, Path work, PrintStream err) {
        this.name = name;
        this.entry = entry;
        this.corpus = corpus;
        this.work = work;
        this.err = err;
    }

    /**
     * What came of it.
     *
     * @param inputs tried
     * @param coverage edges of the watched code that were reached
     * @param findings lines that say what went wrong; empty if nothing did
     */
    record Result(long inputs, long coverage, List<String> findings) {}

    /**
     * Fuzzes until the limit, or the first finding.
     *
     * @throws IOException if the fuzzer cannot be started, or ends for a reason of its own
     */
    Result run(Options.Limit limit) throws IOException, InterruptedException {
        Files.createDirectories(found());
        Files.createDirectories(corpus);
        var process =
                new ProcessBuilder(command(limit)).redirectErrorStream(true).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            var result = follow(lines);
            var exit = process.waitFor();
            if (exit != 0 && result.findings().isEmpty()) {
                throw new IOException("the fuzzer ended with " + exit + "; its output is in " + log());
            }
            return result;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Options.Limit limit) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + entry,
                "--instrumentation_includes=io.assay.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work.resolve(name + "-"),
                "-max_len=" + MAX_INPUT_BYTES,
                "-timeout=" + TIMEOUT_SECONDS,
                "-print_final_stats=1"));
        switch (limit) {
            case Options.Limit.Seconds(var total) -> command.add("-max_total_time=" + total);
            case Options.Limit.Runs(var total) -> command.add("-runs=" + total);
            case Options.Limit.Merge _ -> command.add("-merge=1");
        }
        // New inputs go to the first folder.
        var first = limit instanceof Options.Limit.Merge ? corpus : found();
        command.add(first.toString());
        command.add(first.equals(corpus) ? found().toString() : corpus.toString());
        return command;
    }

    private Path found() {
        return work.resolve("found").resolve(name);
    }

    private Path log() {
        return work.resolve(name + ".log");
    }

    private Result follow(BufferedReader lines) throws IOException {
        var inputs = 0L;
        var coverage = 0L;
        var findings = new ArrayList<String>();
        try (var log = Files.newBufferedWriter(log())) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                inputs = number(EXECUTED, line, inputs);
                coverage = number(COVERAGE, line, coverage);
                if (line.startsWith("== ") || line.contains("ERROR: libFuzzer") || line.startsWith("artifact_prefix")) {
                    findings.add(line);
                }
                if (PULSE.matcher(line).matches()) {
                    err.printf(Locale.ROOT, "%s: %,d inputs ...%n", name, number(PULSE, line, 0));
                }
            }
        }
        return new Result(inputs, coverage, findings);
    }

    private static long number(Pattern pattern, String line, long otherwise) {
        var matcher = pattern.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }
}
