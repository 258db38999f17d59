package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.assay.protocol.Topics;
import io.assay.protocol.json.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is kept in docs and in the schemas is what a running system says: every event, and each service's API. */
@Timeout(240)
class DocumentsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path DOCUMENTS = Path.of("../docs/openapi");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Map<String, Integer> SERVICES = Map.of(
            "gradient-ingest-service", 11, "evaluation-service", 12, "rating-service", 13, "weight-setter-service", 14);

    private Process localnet;
    private int base;

    @TempDir
    Path directory;

    /** Starts a localnet and waits until the first weights are on its chain. */
    @BeforeEach
    void start() throws Exception {
        base = Integer.parseInt(LocalnetProcess.freeBase());
        localnet = LocalnetProcess.start(
                directory, "honest=2,late=1,broken=1,idle=1", "--port-base", Integer.toString(base));
        var weights = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var lines = localnet.inputReader()) {
                lines.lines().forEach(line -> {
                    if (line.contains("on chain at block")) {
                        weights.complete(line);
                    }
                });
            } catch (IOException e) {
                weights.completeExceptionally(e);
            }
        });
        weights.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        localnet.destroyForcibly().waitFor();
    }

    @Test
    void documentsAreWhatARunningSystemSays() throws Exception {
        everyEventIsValid();
        for (var service : SERVICES.entrySet()) {
            theApiIsTheOneThatIsKept(service.getKey(), base + service.getValue());
        }
    }

    private void everyEventIsValid() throws IOException {
        var counts = new HashMap<String, Integer>();
        for (var found : records()) {
            var type = new String(found.headers().lastHeader("type").value(), StandardCharsets.UTF_8);
            assertThat(schema(type)
                            .validate(
                                    MAPPER.readTree(found.value()),
                                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .as("%s at offset %d of %s", type, found.offset(), found.topic())
                    .isEmpty();
            counts.merge(type, 1, Integer::sum);
        }
        System.out.println("valid events of a real run: " + counts);
        assertThat(EventJson.types()).containsAll(counts.keySet());
        assertThat(counts)
                .containsKeys(
                        "WindowOpened",
                        "WindowClosed",
                        "GradientArrived",
                        "GradientRejected",
                        "LossDelta",
                        "ModelAdvanced",
                        "WindowVerdict",
                        "PeerStanding",
                        "WeightsPlanned",
                        "WeightsSubmitted",
                        "WeightsFinalized");
    }

    private final Map<String, Schema> schemas = new HashMap<>();

    private Schema schema(String type) throws IOException {
        var known = schemas.get(type);
        if (known != null) {
            return known;
        }
        try (var in = DocumentsTest.class.getResourceAsStream("/schemas/" + type + ".json")) {
            assertThat(in).as("schema of " + type).isNotNull();
            var read = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            schemas.put(type, read);
            return read;
        }
    }

    /** All that is in the topics now. */
    private List<ConsumerRecord<byte[], byte[]>> records() {
        var config = new Properties();
        config.put("bootstrap.servers", "127.0.0.1:" + (base + 1));
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Topics.all().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topic()).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private static void theApiIsTheOneThatIsKept(String service, int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/openapi.json"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(service).isEqualTo(200);
            var text = MAPPER.writeValueAsString(MAPPER.readValue(answer.body(), Map.class)) + "\n";
            var file = DOCUMENTS.resolve(service + ".json");
            if (Boolean.getBoolean("assay.write-schemas")) {
                Files.createDirectories(DOCUMENTS);
                Files.writeString(file, text);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "%s is not what the service says. If the service is right:"
                                    + " mvn -pl localnet test -Dtest=DocumentsTest -Dassay.write-schemas=true",
                            file)
                    .isEqualTo(text);
        }
    }
}
