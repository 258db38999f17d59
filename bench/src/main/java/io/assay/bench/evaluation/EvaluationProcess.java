package io.assay.bench.evaluation;

import io.assay.embedded.JavaCommand;
import io.assay.evaluation.EvaluationApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The evaluation service in a JVM of its own, as {@code ./assay service} starts it. */
final class EvaluationProcess implements AutoCloseable {
    private static final String AHEAD = "assay_evaluation_baselines_total{";

    private final Process process;
    private final Path log;
    private final HttpRequest metrics;
    private final HttpClient client = HttpClient.newHttpClient();

    private EvaluationProcess(Process process, Path log, int managementPort) {
        this.process = process;
        this.log = log;
        this.metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .build();
    }

    static EvaluationProcess start(Path log, int managementPort, List<String> settings) throws IOException {
        var arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=" + managementPort));
        arguments.addAll(settings);
        var command = JavaCommand.of(EvaluationApplication.class, List.of("-Xmx2g"), arguments);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new EvaluationProcess(process, log, managementPort);
    }

    /** How many losses before were measured ahead; 0 while the service does not answer yet. */
    int measuredAhead() throws InterruptedException {
        try {
            var answer = client.send(metrics, HttpResponse.BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(AHEAD) && line.contains("when=\"ahead\""))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException _) {
            requireAlive();
            return 0;
        }
    }

    /** The most memory it had in use at once, in bytes. */
    long peakMemory() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service ended: see " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        client.close();
    }
}
