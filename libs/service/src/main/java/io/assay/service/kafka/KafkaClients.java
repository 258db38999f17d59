package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.service.settings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Configuration of Kafka clients, the same in every service. */
public final class KafkaClients {
    /** Largest dead letter: a record of any topic, its headers and the reason. */
    public static final int DEAD_LETTER_BYTES = Topics.MAX_RECORD_BYTES + (64 << 10);

    private KafkaClients() {}

    /** A producer that neither loses nor doubles a record while it lives. */
    public static Map<String, Object> producer(KafkaSettings kafka) {
        var config = common(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return config;
    }

    /** A producer of dead letters: as {@link #producer}, with room for the reason beside the longest record. */
    public static Map<String, Object> deadLetterProducer(KafkaSettings kafka) {
        var config = producer(kafka);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEAD_LETTER_BYTES);
        return config;
    }

    /** A consumer without a group that reads committed records from where it is told. */
    public static Map<String, Object> consumer(KafkaSettings kafka) {
        var config = common(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }

    /** What every client has, the admin client too. */
    public static Map<String, Object> common(KafkaSettings kafka) {
        var config = new HashMap<String, Object>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.brokers());
        return config;
    }
}
