package io.assay.rating.mlflow;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of MLflow's REST protocol 2.0 that logging needs. */
final class MlflowClient implements AutoCloseable {
    private static final int MOST_OF_AN_ANSWER = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MlflowSettings settings;
    private final HttpClient http;

    MlflowClient(MlflowSettings settings) {
        this.settings = settings;
        // A redirect would carry the credentials to whoever it names.
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    JsonNode get(String path, String name, String value) throws IOException, InterruptedException {
        var query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(settings.address(path + query)).GET());
    }

    JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(settings.address(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        var answer = http.send(
                request.timeout(settings.timeout()).build(),
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_OF_AN_ANSWER));
        var told = parsed(answer.body());
        if (answer.statusCode() != 200) {
            throw new MlflowException(
                    answer.statusCode(),
                    told.path("error_code").asString(""),
                    told.path("message").asString(""));
        }
        return told;
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? object() : JSON.readTree(body);
        } catch (JacksonException _) {
            // A proxy's page, perhaps; the status says enough.
            return object();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
