package io.assay.weights;

import io.assay.protocol.event.Event;
import io.assay.service.kafka.EventPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its users see it. */
final class RunningService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningService(String... settings) {
        context = WeightSetterApplication.start(settings);
    }

    void publish(Event event) {
        context.getBean(EventPublisher.class).publish(event).block(PATIENCE);
    }

    HttpResponse<String> get(String path) {
        return exchange("local.server.port", path);
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(path).body());
    }

    HttpResponse<String> manage(String path) {
        return exchange("local.management.port", path);
    }

    void awaitState(long window, String state) {
        awaitState(Long.toString(window), state);
    }

    void awaitState(String window, String state) {
        var path = "/api/v1/submissions/" + window;
        await(path + " " + state, () -> state.equals(json(path).path("state").asString("")));
    }

    void awaitReadiness(int status) {
        await("readiness " + status, () -> manage("/actuator/health/readiness").statusCode() == status);
    }

    private static void await(String what, BooleanSupplier reached) {
        for (var left = PATIENCE.toMillis() / 50; !reached.getAsBoolean(); left--) {
            if (left == 0) {
                throw new AssertionError("not reached: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> exchange(String portProperty, String path) {
        var port = Objects.requireNonNull(context.getEnvironment().getProperty(portProperty), portProperty);
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
