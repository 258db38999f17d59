package io.assay.audit.kafka;

import io.assay.audit.core.PassedOver;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource;
import io.assay.protocol.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed verdicts of a Kafka cluster, from the first to the last there is when reading begins, one partition after
 * another. Joins no group and writes nothing.
 */
public final class ClusterSource implements VerdictSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String TOPIC = Topics.WINDOW_VERDICTS.topic();

    private final String servers;
    private final Properties client;
    private final Duration patience;

    /**
     * A source.
     *
     * @param servers {@code host:port}, several with commas
     * @param client further properties of the client, as for TLS and SASL
     */
    public ClusterSource(String servers, Properties client) {
        this(servers, client, PATIENCE);
    }

    ClusterSource(String servers, Properties client, Duration patience) {
        this.servers = servers;
        this.client = client;
        this.patience = patience;
    }

    @Override
    public PassedOver read(Sink sink) {
        try (var consumer = consumer()) {
            var passed = new PassedOver();
            read(consumer, new VerdictRecords(sink, passed));
            return passed;
        } catch (TimeoutException e) {
            throw unanswered(e);
        } catch (KafkaException e) {
            throw new UnreadableSourceException(
                    "cannot read the topic " + TOPIC + " from " + servers + ": " + reason(e)
                            + "; check --bootstrap, and --command-config if the brokers ask for it",
                    e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var config = new Properties();
        config.putAll(client);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        // Few at a time: one may have 8 MiB.
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "16");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, VerdictRecords records) {
        var partitions = partitions(consumer);
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, begins.getOrDefault(partition, 0L));
            read(consumer, partition, ends.getOrDefault(partition, 0L), records);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnreadableSourceException("the brokers at " + servers + " have no topic " + TOPIC
                    + ": is it Assay's cluster, and has the rating service run on it?");
        }
        return partitions;
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long end, VerdictRecords records) {
        var idle = 0;
        while (consumer.position(partition) < end) {
            var before = consumer.position(partition);
            for (var found : consumer.poll(POLL)) {
                if (found.offset() < end) {
                    records.take(place(found), found.headers().toArray(), found.value());
                }
            }
            idle = consumer.position(partition) > before ? 0 : idle + 1;
            if (idle > patience.toSeconds()) {
                throw new TimeoutException("nothing came after offset " + before + " of " + partition);
            }
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> found) {
        return "offset " + found.offset() + " of " + found.topic() + "-" + found.partition();
    }

    private UnreadableSourceException unanswered(TimeoutException e) {
        return new UnreadableSourceException(
                "no answer from the Kafka brokers at " + servers + " within " + patience.toSeconds() + " s ("
                        + e.getMessage() + "): are they running, and is the address right?",
                e);
    }

    /** Of a client that cannot be made the cause says why. */
    private static String reason(KafkaException e) {
        var cause = e.getCause();
        return cause == null || cause.getMessage() == null ? String.valueOf(e.getMessage()) : cause.getMessage();
    }
}
