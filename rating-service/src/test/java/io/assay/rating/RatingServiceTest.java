package io.assay.rating;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.Windows;
import io.assay.rating.record.VerdictArchive;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.settings.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker: events in, verdicts out, answers over HTTP, and the same after a restart. */
@Timeout(180)
class RatingServiceTest {
    private static final Path BUILD = Path.of("target");
    private static final Duration POLL = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path directory;

    @Test
    void settlesServesAndGoesOnAfterARestart() throws Exception {
        Files.writeString(directory.resolve("hparams.json"), HParamsJson.write(Windows.HPARAMS));
        var state = Files.createTempDirectory(BUILD, "rating-state");
        try (var broker = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
            try (var service = start(broker, state)) {
                publish(service, opened(1, uids(3)), closed(1, uids(3)));
                publish(service, delta(1, 1, 0.03), delta(1, 2, 0.01), delta(1, 3, 0.02));
                publish(service, opened(2, uids(3)), delta(2, 1, 0.01));
                answersOfTheFirstWindow(service);
                answersOfWhatIsUnknown(service);
                answersOfTheManagementPort(service);
                streamOfThePage(service);
            }
            try (var service = start(broker, state)) {
                assertThat(get(service, "/api/v1/windows/1").statusCode()).isEqualTo(200);
                publish(service, delta(1, 1, 0.03), closed(2, uids(3)), delta(2, 2, 0.01), delta(2, 3, 0.02));
                assertThat(body(awaitOk(service, "/api/v1/windows/2"))
                                .get("window")
                                .intValue())
                        .isEqualTo(2);
                answersFromTheArchive(service);
                streamOfThePage(service);
            }
            var verdicts = verdicts(broker);
            assertThat(verdicts).extracting(WindowVerdict::window).containsExactly(1L, 2L);
            assertThat(verdicts.getLast().previousVerdictHash())
                    .isEqualTo(verdicts.getFirst().verdictHash());
            assertThat(verdicts.getLast().inputs().evaluations()).hasSize(3);
        }
    }

    private ConfigurableApplicationContext start(EmbeddedKafka broker, Path state) throws Exception {
        var context = RatingApplication.start(
                "--server.port=0",
                "--management.server.port=0",
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.hparams.file=" + directory.resolve("hparams.json"),
                "--assay.rating.state-dir=" + state,
                "--assay.rating.recent-windows=1");
        await(context, "local.management.port", "/actuator/health/readiness");
        return context;
    }

    private void answersOfTheFirstWindow(ConfigurableApplicationContext service) throws Exception {
        var verdict = awaitOk(service, "/api/v1/windows/1");
        var read =
                (WindowVerdict) EventJson.read("WindowVerdict", verdict.body().getBytes(UTF_8));
        assertThat(read.verdictHash()).isEqualTo(EventJson.verdictHash(read));
        var peers = body(get(service, "/api/v1/peers")).get("peers");
        assertThat(peers.valueStream().map(peer -> peer.at("/standing/uid").intValue()))
                .containsExactly(1, 3, 2);
        assertThat(peers.get(0).at("/standing/weight").doubleValue()).isPositive();
        assertThat(body(get(service, "/api/v1/peers/" + hotkey(2)))
                        .at("/standing/uid")
                        .intValue())
                .isEqualTo(2);
        var windows = body(get(service, "/api/v1/windows?limit=10")).get("windows");
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).get("evaluated").intValue()).isEqualTo(3);
    }

    /** Before the restart from what was just said, after it from the topics' ends. */
    private void streamOfThePage(ConfigurableApplicationContext service) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var uri = URI.create("http://127.0.0.1:" + port + "/api/v1/live");
        var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines());
        try (var lines = response.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:{\"netuid\":3,\"windows\":"))
                            .map(line -> json.readTree(line.substring(5)).at("/windows/0"))
                            .anyMatch(newest -> newest.get("window").intValue() == 2
                                    && newest.get("roster").intValue() == 3
                                    && newest.get("evaluated").intValue() >= 1))
                    .isTrue();
        }
    }

    private static void answersFromTheArchive(ConfigurableApplicationContext service) {
        var archive = service.getBean(VerdictArchive.class);
        for (var window : List.of(1L, 2L)) {
            assertThat(archive.find(3, window))
                    .hasValueSatisfying(
                            found -> assertThat(found.verdict().window()).isEqualTo(window));
        }
        assertThat(archive.find(3, 0)).isEmpty();
        assertThat(archive.find(3, 3)).isEmpty();
    }

    private void answersOfWhatIsUnknown(ConfigurableApplicationContext service) throws Exception {
        problem(
                get(service, "/api/v1/windows/77"),
                404,
                "window 77 of subnet 3 has no verdict; /api/v1/windows lists those that do");
        problem(
                get(service, "/api/v1/peers/nobody"),
                404,
                "peer nobody has no standing; /api/v1/peers lists those that do");
        problem(get(service, "/api/v1/windows?limit=201"), 400, "limit is 201, allowed: 1 to 200");
    }

    private void problem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(body(response).get("detail").stringValue()).isEqualTo(detail);
    }

    private void answersOfTheManagementPort(ConfigurableApplicationContext service) throws Exception {
        assertThat(get(service, "local.management.port", "/actuator/health/liveness")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(service, "local.management.port", "/actuator/info").statusCode())
                .isEqualTo(200);
        assertThat(get(service, "local.management.port", "/actuator/prometheus").body())
                .contains("assay_rating_verdicts_total{cause=\"all_outcomes\",netuid=\"3\"} 1.0")
                .contains("assay_rating_ignored_total{netuid=\"3\",reason=\"late\"} 0.0");
    }

    private static void publish(ConfigurableApplicationContext service, Event... events) {
        var publisher = service.getBean(EventPublisher.class);
        for (var event : events) {
            publisher.publish(event).block(Duration.ofSeconds(20));
        }
    }

    private HttpResponse<String> awaitOk(ConfigurableApplicationContext service, String path) throws Exception {
        return await(service, "local.server.port", path);
    }

    private HttpResponse<String> await(ConfigurableApplicationContext service, String port, String path)
            throws Exception {
        var response = get(service, port, path);
        while (response.statusCode() != 200) {
            Thread.sleep(POLL);
            response = get(service, port, path);
        }
        return response;
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path)
            throws IOException, InterruptedException {
        return get(service, "local.server.port", path);
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String port, String path)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private static List<WindowVerdict> verdicts(EmbeddedKafka broker) {
        var config = KafkaClients.consumer(new KafkaSettings(broker.bootstrapServers(), (short) 1));
        var verdicts = new ArrayList<WindowVerdict>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new EventDeserializer())) {
            var partitions = List.of(new TopicPartition(Topics.WINDOW_VERDICTS.topic(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).getOrDefault(partitions.getFirst(), 0L);
            while (consumer.position(partitions.getFirst()) < end) {
                for (var found : consumer.poll(POLL)) {
                    verdicts.add((WindowVerdict) ((Understood) found.value()).event());
                }
            }
        }
        return verdicts;
    }
}
