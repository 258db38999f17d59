package io.assay.service.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers {@code host:port,...}
 * @param replication copies of a topic that has to be created, 1 to 9
 */
@ConfigurationProperties("assay.kafka")
public record KafkaSettings(
        @Nullable String bootstrapServers,
        @DefaultValue("1") short replication) {
    public KafkaSettings {
        Setting.required("assay.kafka.bootstrap-servers", bootstrapServers, "localhost:9092");
        Setting.within("assay.kafka.replication", replication, 1, 9);
    }

    /** The brokers. */
    public String brokers() {
        return Setting.required("assay.kafka.bootstrap-servers", bootstrapServers, "localhost:9092");
    }
}
