package io.assay.topics.kafka;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import io.assay.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where the record is.
 *
 * @param client further properties of the clients, as for TLS and SASL
 * @param patience how long an answer is waited for
 */
public record Cluster(String servers, Properties client, Duration patience) {
    /** Options that name a cluster. */
    public static final String BOOTSTRAP = "--bootstrap";

    /** A file of client properties. */
    public static final String COMMAND_CONFIG = "--command-config";

    private static final String LOCALNET = "127.0.0.1:7401";

    /**
     * The one that a command line names, or the localnet's.
     *
     * @throws UsageException if a file that is named cannot be read
     */
    public static Cluster of(Arguments arguments, Duration patience) {
        var file = arguments.value(COMMAND_CONFIG);
        var servers = Objects.requireNonNullElse(arguments.value(BOOTSTRAP), LOCALNET);
        return new Cluster(servers, file == null ? new Properties() : read(Path.of(file)), patience);
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    COMMAND_CONFIG + " names " + file + ", which cannot be read as a properties file (" + e + ")");
        }
    }

    /** A consumer of committed records, without a group. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        var config = common();
        config.remove("group.id");
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", "false");
        // Few at a time: one may have 8 MiB.
        config.put("max.poll.records", "64");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer of transactions. */
    public KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        var config = common();
        config.put("transactional.id", transactionalId);
        config.put("max.block.ms", Long.toString(patience.toMillis()));
        config.put("compression.type", "zstd");
        config.put("max.request.size", Integer.toString(KafkaClients.DEAD_LETTER_BYTES));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** An admin client. */
    public Admin admin() {
        return Admin.create(common());
    }

    private Properties common() {
        var config = new Properties();
        config.putAll(client);
        config.put("bootstrap.servers", servers);
        config.put("default.api.timeout.ms", Long.toString(patience.toMillis()));
        config.put("request.timeout.ms", Long.toString(patience.toMillis()));
        return config;
    }
}
