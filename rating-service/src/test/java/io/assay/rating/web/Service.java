package io.assay.rating.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.RatingApplication;
import io.assay.rating.core.Windows;
import io.assay.rating.record.Chain;
import io.assay.service.kafka.EventPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a real broker, rating the subnets 3 and 9, and a client of its API. */
final class Service implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EmbeddedKafka broker;
    private final ConfigurableApplicationContext context;
    private final List<WindowVerdict> verdicts = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(EmbeddedKafka broker, ConfigurableApplicationContext context) {
        this.broker = broker;
        this.context = context;
    }

    static Service start(Path directory, String... more) throws IOException {
        var primary = Files.writeString(directory.resolve("3.json"), HParamsJson.write(Windows.HPARAMS));
        var other = Files.writeString(directory.resolve("9.json"), HParamsJson.write(Windows.with("{\"netuid\": 9}")));
        var state = Files.createTempDirectory(Path.of("target"), "api-state");
        var broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--assay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--assay.hparams.file=" + primary,
                "--assay.rating.other-hparams-files=" + other,
                "--assay.rating.state-dir=" + state));
        settings.addAll(List.of(more));
        return new Service(broker, RatingApplication.start(settings.toArray(String[]::new)));
    }

    /**
     * The windows 1 to 12 but 7 of subnet 3, six peers, and 1 to 3 of subnet 9, two peers, one among the other, with a
     * record between them that is no event.
     */
    void publishTheRecord() throws Exception {
        var three = new Chain(3, 6);
        var nine = new Chain(9, 2);
        for (var window = 1L; window <= 12; window++) {
            if (window == 7) {
                poison();
                continue;
            }
            publish(three.next(window));
            if (window <= 3) {
                publish(nine.next(window));
            }
        }
        while (newest(3) != 12 || newest(9) != 3) {
            Thread.sleep(50);
        }
    }

    private void publish(WindowVerdict verdict) {
        verdicts.add(verdict);
        bean(EventPublisher.class).publish(verdict).block(Duration.ofSeconds(20));
    }

    private void poison() throws Exception {
        @SuppressWarnings("unchecked") // the only producer of bytes there is
        KafkaProducer<byte[], byte[]> producer = bean(KafkaProducer.class);
        producer.send(new ProducerRecord<>(Topics.WINDOW_VERDICTS.topic(), new byte[] {1}))
                .get();
    }

    private long newest(int netuid) throws Exception {
        return json("/api/v1/windows?limit=1&netuid=" + netuid)
                .at("/windows/0/window")
                .asLong(-1);
    }

    Optional<WindowVerdict> find(int netuid, long window) {
        return verdicts.stream()
                .filter(verdict -> verdict.netuid() == netuid && verdict.window() == window)
                .findFirst();
    }

    WindowVerdict verdict(int netuid, long window) {
        return find(netuid, window).orElseThrow();
    }

    String hash(int netuid, long window) {
        return verdict(netuid, window).verdictHash();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request("local.server.port", path, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(request("local.server.port", path), (_, _) -> true)
                .method(method, BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request("local.server.port", path, headers), BodyHandlers.ofByteArray());
    }

    HttpResponse<Stream<String>> lines(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request("local.server.port", path, headers), BodyHandlers.ofLines());
    }

    int managementStatus(String path) throws IOException, InterruptedException {
        return http.send(request("local.management.port", path), BodyHandlers.discarding())
                .statusCode();
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        var response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    private HttpRequest request(String port, String path, String... headers) {
        var host = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port);
        var request = HttpRequest.newBuilder(URI.create(host + path));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        try (http;
                context) {
            http.shutdownNow();
        } finally {
            broker.close();
        }
    }
}
