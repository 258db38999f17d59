package io.assay.audit;

import io.assay.embedded.EmbeddedKafka;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with the topic of verdicts, in the directory {@code kafka} of a localnet's. */
public final class Broker implements AutoCloseable {
    public static final String TOPIC = Topics.WINDOW_VERDICTS.topic();
    private static final String VERDICT = WindowVerdict.class.getSimpleName();

    private final EmbeddedKafka kafka;

    /** Starts without a topic. */
    public Broker(Path data) {
        kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
    }

    /** Makes the topic of verdicts. */
    public Broker topic(int partitions, Map<String, String> over) throws Exception {
        var configs = new HashMap<>(Topics.WINDOW_VERDICTS.configs());
        configs.putAll(over);
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1).configs(configs)))
                    .all()
                    .get();
        }
        return this;
    }

    public String servers() {
        return kafka.bootstrapServers();
    }

    /** A producer of transactions, ready to begin the first; compresses as the rating service does. */
    public Writer writer(String id) {
        return new Writer(servers(), id);
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** Writes records in transactions. */
    public static final class Writer implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String servers;
        private final String id;

        private Writer(String servers, String id) {
            this.servers = servers;
            this.id = id;
            producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            servers,
                            "transactional.id",
                            id,
                            "compression.type",
                            "zstd",
                            "max.request.size",
                            Topics.MAX_RECORD_BYTES),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer.initTransactions();
        }

        public Writer begin() {
            producer.beginTransaction();
            return this;
        }

        public Writer verdicts(List<byte[]> values) throws Exception {
            for (var value : values) {
                write(0, VERDICT, value);
            }
            return this;
        }

        public Writer write(int partition, String type, byte @Nullable [] value) throws Exception {
            var record = new ProducerRecord<>(TOPIC, partition, new byte[] {'3'}, value);
            record.headers().add("type", type.getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add("schemaVersion", Integer.toString(Event.SCHEMA_VERSION).getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
            return this;
        }

        public void commit() throws Exception {
            producer.commitTransaction();
            awaitMarkers();
        }

        public void abort() throws Exception {
            producer.abortTransaction();
            awaitMarkers();
        }

        /** A transaction's end is promised before it is written to the partitions. */
        private void awaitMarkers() throws Exception {
            try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                while (!ended(admin)) {
                    Thread.sleep(20);
                }
            }
        }

        private boolean ended(Admin admin) throws Exception {
            return switch (admin.describeTransactions(List.of(id))
                    .description(id)
                    .get()
                    .state()) {
                case COMPLETE_COMMIT, COMPLETE_ABORT -> true;
                case ONGOING, PREPARE_ABORT, PREPARE_COMMIT, EMPTY, PREPARE_EPOCH_FENCE, UNKNOWN -> false;
            };
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }
}
