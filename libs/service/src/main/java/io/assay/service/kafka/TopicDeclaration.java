package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what is missing of {@link Topics} and their dead letters, and checks what is there. */
public final class TopicDeclaration {
    private static final long LIMIT_SECONDS = 30;
    private static final Map<String, String> DEAD_LETTERS = Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    private TopicDeclaration() {}

    /**
     * Makes the broker's topics agree with the declaration.
     *
     * @throws InvalidSettingException when Kafka cannot be reached or a topic has too few partitions
     */
    public static void declare(KafkaSettings kafka) {
        try (var admin = Admin.create(KafkaClients.common(kafka))) {
            var existing = get(admin.listTopics().names(), kafka);
            for (var topic : declared(kafka.replication())) {
                if (!existing.contains(topic.name())) {
                    create(admin, topic, kafka);
                }
            }
            check(get(admin.describeTopics(names()).allTopicNames(), kafka));
        }
    }

    private static List<NewTopic> declared(short replication) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topics.all()) {
            topics.add(new NewTopic(topic.topic(), topic.partitions(), replication).configs(topic.configs()));
            topics.add(new NewTopic(topic.deadLetters(), 1, replication).configs(DEAD_LETTERS));
        }
        return topics;
    }

    private static List<String> names() {
        return Topics.all().stream().map(Topics::topic).toList();
    }

    private static void create(Admin admin, NewTopic topic, KafkaSettings kafka) {
        try {
            get(admin.createTopics(List.of(topic)).all(), kafka);
        } catch (TopicExistsException _) {
            // another service was faster: what it made is checked like anything that is there
        }
    }

    private static void check(Map<String, TopicDescription> found) {
        for (var topic : Topics.all()) {
            var description = Objects.requireNonNull(found.get(topic.topic()), topic.topic());
            var partitions = description.partitions().size();
            if (partitions < topic.partitions()) {
                throw new InvalidSettingException(
                        "The topic " + topic.topic() + " has " + partitions + " partitions.",
                        "Give it at least " + topic.partitions() + " (kafka-topics --alter --partitions).");
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future, KafkaSettings kafka) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            throw unreachable(kafka, String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            throw unreachable(kafka, "no answer within " + LIMIT_SECONDS + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unreachable(kafka, "interrupted");
        }
    }

    private static InvalidSettingException unreachable(KafkaSettings kafka, String why) {
        return new InvalidSettingException(
                "Kafka at " + kafka.brokers() + " cannot be used: " + why + ".",
                "Start Kafka there or set assay.kafka.bootstrap-servers.");
    }
}
