package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** Creates what is missing of {@link Topics} and their dead letters, and checks what is there. */
public final class TopicDeclaration {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, String> DEAD_LETTERS = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "max.message.bytes", Integer.toString(KafkaClients.DEAD_LETTER_BYTES));

    private TopicDeclaration() {}

    /**
     * Makes the broker's topics agree with the declaration, within 30 s.
     *
     * @throws InvalidSettingException when Kafka cannot be reached or used, or a topic cannot be had
     */
    public static void declare(KafkaSettings kafka) {
        declare(kafka, LIMIT);
    }

    /**
     * Makes the broker's topics agree with the declaration.
     *
     * @param limit of all of it, at least 1 s
     * @throws InvalidSettingException when Kafka cannot be reached or used, or a topic cannot be had
     */
    public static void declare(KafkaSettings kafka, Duration limit) {
        try (var answers = new AdminAnswers(admin(kafka, limit), kafka, limit)) {
            var existing = answers.names();
            answers.create(declared(kafka.replication()).stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList());
            var _ = answers.describe(names());
        }
    }

    private static Admin admin(KafkaSettings kafka, Duration limit) {
        var config = new HashMap<>(KafkaClients.common(kafka));
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            throw AdminAnswers.unusable(kafka, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * All topics with their dead letters, as they are created.
     *
     * @param replication copies of each, 1 to 9
     */
    public static List<NewTopic> declared(short replication) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topics.all()) {
            topics.add(new NewTopic(topic.topic(), topic.partitions(), replication).configs(topic.configs()));
            topics.add(new NewTopic(topic.deadLetters(), 1, replication).configs(DEAD_LETTERS));
        }
        return topics;
    }

    private static List<String> names() {
        return declared((short) 1).stream().map(NewTopic::name).toList();
    }
}
