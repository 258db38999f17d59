package io.assay.rating.influx;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real InfluxDB 1.x that asks for a password. */
final class InfluxServer implements AutoCloseable {
    static final String USER = "writer";
    static final String PASSWORD = "a secret, with = and \"";

    private static final String NOT_TESTED =
            "INFLUXDB IS NOT TESTED: no influxd is on the PATH" + " (Debian: apt-get install influxdb)";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private InfluxServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static InfluxServer start(Path directory) throws Exception {
        var program = Path.of("/usr/bin/influxd");
        if (!Files.isExecutable(program)) {
            System.err.println(NOT_TESTED);
            Assumptions.abort(NOT_TESTED);
        }
        var port = freePort();
        var config = Files.writeString(directory.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s"
                [data]
                  dir = "%s"
                  wal-dir = "%s"
                [http]
                  bind-address = "127.0.0.1:%d"
                  auth-enabled = true
                  log-enabled = false
                [monitor]
                  store-enabled = false
                """.formatted(
                freePort(), directory.resolve("meta"), directory.resolve("data"), directory.resolve("wal"), port));
        var process = new ProcessBuilder(program.toString(), "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("influxd.log").toFile())
                .start();
        var server = new InfluxServer(process, port);
        server.awaitAnswer();
        server.query("CREATE USER " + USER + " WITH PASSWORD '" + PASSWORD + "' WITH ALL PRIVILEGES");
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitAnswer() throws Exception {
        for (var attempt = 0; attempt < 300; attempt++) {
            try {
                http.send(HttpRequest.newBuilder(address().resolve("/ping")).build(), BodyHandlers.discarding());
                return;
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("influxd does not answer");
    }

    /** The first result of a query. */
    JsonNode query(String query) throws Exception {
        var body = "q=" + encoded(query) + "&db=assay&epoch=ms";
        var credentials = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(address().resolve("/query"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return JsonMapper.builder().build().readTree(answer.body()).at("/results/0");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
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
