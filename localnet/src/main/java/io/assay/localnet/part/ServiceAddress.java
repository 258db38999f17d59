package io.assay.localnet.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Where a service is.
 *
 * @param port of its API
 * @param managementPort of its health and metrics
 */
public record ServiceAddress(String name, int port, int managementPort) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Its API. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its health and metrics. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    List<String> settings() {
        return List.of("--server.port=" + port, "--management.server.port=" + managementPort);
    }

    /** UP or DOWN as its readiness says, or UNREACHABLE. */
    public String health() {
        var request = HttpRequest.newBuilder(management().resolve("/actuator/health/readiness"))
                .timeout(LIMIT)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200 ? "UP" : "DOWN";
        } catch (IOException _) {
            return "UNREACHABLE";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "UNREACHABLE";
        }
    }
}
