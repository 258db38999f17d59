package io.assay.protocol.schema;

import io.assay.protocol.Program;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.json.Samples;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI 3 document of the topics: what is in each, by which key, how long, who writes and who reads it. */
final class AsyncApiDocument {
    static final Path FILE = Path.of("../../docs/asyncapi.json");

    private static final String SCHEMAS = "../libs/protocol/src/main/resources/schemas/";
    private static final String BINDING = "0.5.0";

    private final ObjectNode document = new JsonMapper().createObjectNode();

    private AsyncApiDocument() {}

    static JsonNode make() {
        return new AsyncApiDocument().document();
    }

    private JsonNode document() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Assay")
                .put("version", Integer.toString(Event.SCHEMA_VERSION))
                .put(
                        "description",
                        "The events of Assay's services. Made from the code: libs/protocol, Topics and the events' records.");
        document.put("defaultContentType", "application/json");
        document.putObject("channels");
        document.putObject("operations");
        var messages = document.putObject("components").putObject("messages");
        Topics.all().forEach(this::channel);
        Topics.all().forEach(this::deadLetters);
        Samples.all().stream()
                .sorted(Comparator.comparing(Event::type))
                .forEach(sample -> message(messages.putObject(sample.type()), sample));
        return document;
    }

    private static List<Event> samples(Topics topic) {
        return Samples.all().stream()
                .filter(sample -> Topics.of(sample) == topic)
                .toList();
    }

    private void channel(Topics topic) {
        var channel = document.withObject("/channels").putObject(topic.topic());
        channel.put("address", topic.topic());
        var messages = channel.putObject("messages");
        samples(topic)
                .forEach(sample ->
                        messages.putObject(sample.type()).put("$ref", "#/components/messages/" + sample.type()));
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.topic()).put("partitions", topic.partitions());
        configs(kafka.putObject("topicConfiguration"), topic);
        kafka.put("bindingVersion", BINDING);
        operation(topic, topic.writer(), "send", "writes");
        topic.readers().forEach(reader -> operation(topic, reader, "receive", "reads"));
    }

    private static void configs(ObjectNode node, Topics topic) {
        var configs = topic.configs();
        node.putArray("cleanup.policy").add(Objects.requireNonNull(configs.get("cleanup.policy")));
        node.put("retention.ms", Long.parseLong(Objects.requireNonNull(configs.get("retention.ms"))));
        node.put("max.message.bytes", Integer.parseInt(Objects.requireNonNull(configs.get("max.message.bytes"))));
    }

    private void operation(Topics topic, Program program, String action, String verb) {
        var operation = document.withObject("/operations").putObject(program.code() + "-" + verb + "-" + topic.topic());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic.topic());
        operation.put("summary", "The " + program.code() + " " + verb + " " + topic.topic() + ".");
    }

    /** Bytes as they came: there is no message that could be described. */
    private void deadLetters(Topics topic) {
        var channel = document.withObject("/channels").putObject(topic.topic() + "-dead-letters");
        channel.put("address", topic.deadLetters());
        channel.put(
                "description",
                topic.buriedBy()
                        .map(
                                by -> "What the " + by.code() + " cannot use of " + topic.topic()
                                        + ": the bytes, key and headers as they came; the header 'reason' says why,"
                                        + " 'originalPartition', 'originalOffset', 'originalTimestamp' and 'originalBytes' what was"
                                        + " where. A record with the header 'replayed' says that one of them was published again.")
                        .orElse("Nothing is put here: no service reads " + topic.topic() + "."));
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.deadLetters()).put("partitions", 1).put("bindingVersion", BINDING);
    }

    private static void message(ObjectNode message, Event sample) {
        message.put("name", sample.type());
        message.put("title", sample.type());
        message.put(
                "summary",
                EventSchemas.of(sample.getClass()).path("description").stringValue());
        message.put("contentType", "application/json");
        var headers = message.putObject("headers").put("type", "object");
        headers.putArray("required").add("type").add("schemaVersion");
        var properties = headers.putObject("properties");
        properties.putObject("type").put("const", sample.type());
        properties.putObject("schemaVersion").put("const", Integer.toString(Event.SCHEMA_VERSION));
        properties
                .putObject("traceparent")
                .put("type", "string")
                .put("description", "of the trace that it belongs to (W3C)");
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .putObject("schema")
                .put("$ref", SCHEMAS + sample.type() + ".json");
        var kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", key(sample));
        kafka.put("bindingVersion", BINDING);
    }

    /** What the parts of a sample's key are. */
    private static String key(Event sample) {
        var parts = sample.partitionKey().split(":", 2);
        var second =
                parts.length == 1 ? "" : parts[1].equals(Long.toString(sample.window())) ? ":{window}" : ":{hotkey}";
        return "{netuid}" + second;
    }
}
