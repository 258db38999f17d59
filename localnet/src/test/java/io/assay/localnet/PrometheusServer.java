package io.assay.localnet;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with our configuration, at the ports of a localnet and with shorter intervals. */
final class PrometheusServer implements AutoCloseable {
    private final HttpClient http;
    private final Process process;
    private final URI address;

    private PrometheusServer(HttpClient http, Process process, URI address) {
        this.http = http;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it.
     *
     * @param services port of each service's metrics, by the target that the configuration has
     */
    static PrometheusServer start(Path program, Path directory, HttpClient http, Map<String, Integer> services)
            throws IOException {
        var config =
                Files.readString(Observability.FOLDER.resolve("prometheus.yml")).replace(": 15s", ": 1s");
        for (var service : services.entrySet()) {
            if (!config.contains("\"" + service.getKey() + "\"")) {
                throw new IllegalStateException("prometheus.yml does not scrape " + service.getKey());
            }
            config = config.replace(service.getKey(), "127.0.0.1:" + service.getValue());
        }
        Files.createDirectories(directory);
        Files.copy(Observability.FOLDER.resolve("alerts.yml"), directory.resolve("alerts.yml"));
        var file = Files.writeString(directory.resolve("prometheus.yml"), config);
        var port = freePort();
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=error")
                .inheritIO()
                .start();
        return new PrometheusServer(http, process, URI.create("http://127.0.0.1:" + port));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** An answer of its API; missing while it does not answer. */
    JsonNode get(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/api/v1/" + path));
            var body = http.send(request.build(), BodyHandlers.ofString()).body();
            return JsonMapper.builder().build().readTree(body);
        } catch (IOException _) {
            return JsonMapper.builder().build().createObjectNode();
        }
    }

    /** The result of an expression. */
    JsonNode query(String expression) throws InterruptedException {
        var answer = get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asString("").equals("success")) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
