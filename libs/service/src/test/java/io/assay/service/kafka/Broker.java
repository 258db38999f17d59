package io.assay.service.kafka;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.service.settings.KafkaSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with what tests do to one. */
record Broker(EmbeddedKafka kafka) implements AutoCloseable {
    static final Topics TOPIC = Topics.WEIGHT_SUBMISSIONS;

    static Broker start(Path directory) {
        return new Broker(EmbeddedKafka.start(directory, 0));
    }

    KafkaSettings settings() {
        return new KafkaSettings(kafka.bootstrapServers(), (short) 1);
    }

    Admin admin() {
        return Admin.create(KafkaClients.common(settings()));
    }

    /** An empty topic in place of the one that the test before wrote into. */
    void emptyTopic() throws Exception {
        try (var admin = admin()) {
            if (admin.listTopics().names().get().contains(TOPIC.topic())) {
                admin.deleteTopics(List.of(TOPIC.topic())).all().get();
            }
            while (admin.listTopics().names().get().contains(TOPIC.topic())) {
                Thread.onSpinWait();
            }
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get();
            while (!admin.listTopics().names().get().contains(TOPIC.topic())) {
                Thread.onSpinWait();
            }
        }
    }

    static WeightsSubmitted event(int attempt) {
        return new WeightsSubmitted(3, 7, "0xab", attempt);
    }

    static ProducerRecord<String, Event> record(int attempt) {
        return new ProducerRecord<>(TOPIC.topic(), "3", event(attempt));
    }

    KafkaProducer<String, Event> producer() {
        return new KafkaProducer<>(KafkaClients.producer(settings()), new StringSerializer(), new EventSerializer());
    }

    KafkaProducer<String, Event> transactional(String id) {
        var config = new HashMap<>(KafkaClients.producer(settings()));
        config.put("transactional.id", id);
        var producer = new KafkaProducer<String, Event>(config, new StringSerializer(), new EventSerializer());
        producer.initTransactions();
        return producer;
    }

    void write(int... attempts) throws Exception {
        try (var producer = producer()) {
            for (var attempt : attempts) {
                producer.send(record(attempt)).get();
            }
        }
    }

    void writeBytes(byte[] value, Map<String, String> headers) throws Exception {
        var config = KafkaClients.producer(settings());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            var dead = new ProducerRecord<byte[], byte[]>(TOPIC.topic(), value);
            headers.forEach(
                    (name, text) -> dead.headers().add(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            producer.send(dead).get();
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
