package io.assay.evaluation;

import io.assay.embedded.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The service as a process of its own. */
final class WorkerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one with a folder of its own. */
    static WorkerProcess start(Path directory, List<String> arguments) throws IOException {
        var log = Files.createDirectories(directory).resolve("log");
        var all = new ArrayList<>(arguments);
        all.add("--assay.evaluation.directory=" + directory.resolve("work"));
        all.add("--assay.evaluation.name=" + directory.getFileName());
        all.add("--logging.level.org.springframework.boot=INFO");
        var jvm = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
        var process = new ProcessBuilder(JavaCommand.of(EvaluationApplication.class, jvm, all))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, log);
    }

    /** What whichever port has it answers; empty before there is one. */
    String get(String path) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process has ended: " + Files.readString(log));
        }
        var ports = PORT.matcher(Files.readString(log));
        while (ports.find()) {
            var uri = URI.create("http://127.0.0.1:" + ports.group(1) + path);
            var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response.body();
            }
        }
        return "";
    }

    boolean ready() throws IOException, InterruptedException {
        return get("/actuator/health/readiness").contains("\"status\":\"UP\"");
    }

    /** Ends it without a word, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
