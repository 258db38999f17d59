package io.assay.rating;

import io.assay.embedded.EmbeddedKafka;
import io.assay.embedded.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The service as a process of its own. */
final class Instance implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Instance start(Path directory, EmbeddedKafka broker, Path hparams) throws IOException {
        var log = Files.createDirectories(directory).resolve("log");
        var command = JavaCommand.of(
                RatingApplication.class,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                List.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--assay.hparams.file=" + hparams,
                        "--assay.rating.state-dir=" + directory.resolve("state")));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Instance(process, log);
    }

    /** The sum of a metric's values; 0 while it is not there. */
    double metric(String name) throws IOException, InterruptedException {
        return scrape().lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Of whichever port answers as the management's; empty before there is one. */
    private String scrape() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the instance has ended: " + Files.readString(log));
        }
        var ports = PORT.matcher(Files.readString(log));
        while (ports.find()) {
            var uri = URI.create("http://127.0.0.1:" + ports.group(1) + "/actuator/prometheus");
            var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response.body();
            }
        }
        return "";
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
