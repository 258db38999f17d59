package io.assay.bench.endurance;

import io.assay.embedded.JavaCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The evaluation service in a JVM of its own, whose heap is fixed and in memory from the start. */
final class MeasuredProcess implements AutoCloseable {
    private static final String HEAP = "160m";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final Path log;

    private MeasuredProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    static MeasuredProcess start(Path directory, List<String> settings) throws IOException {
        var arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(settings);
        var heap = List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch");
        var command = JavaCommand.of(MeasuredService.class, heap, arguments);
        var log = directory.resolve("service.err");
        return new MeasuredProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** What it has in use now. */
    Vitals vitals() throws IOException {
        questions.write("vitals\n");
        questions.flush();
        for (var answer = answers.readLine(); answer != null; answer = answers.readLine()) {
            if (Vitals.isLine(answer)) {
                return Vitals.parse(answer);
            }
        }
        throw new IOException("the service ended: see " + log + " and localnet.log beside it");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process.onExit().join();
    }
}
