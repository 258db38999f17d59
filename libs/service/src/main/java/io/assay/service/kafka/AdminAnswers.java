package io.assay.service.kafka;

import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** An admin client's answers, awaited within one limit for all of them; what goes wrong becomes a sentence. */
final class AdminAnswers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final KafkaSettings kafka;
    private final Duration limit;
    private final long deadline;

    AdminAnswers(Admin admin, KafkaSettings kafka, Duration limit) {
        this.admin = admin;
        this.kafka = kafka;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    Set<String> names() {
        try {
            return await(admin.listTopics().names());
        } catch (ExecutionException e) {
            throw unusable(kafka, e.getCause());
        }
    }

    void create(List<NewTopic> topics) {
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                await(created);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw unusable(kafka, e.getCause());
                }
                // another service was faster: what it made is checked like anything that is there
            }
        }
    }

    /** A topic just created is not yet known to every broker: asks again until it is. */
    Map<String, TopicDescription> describe(Collection<String> topics) {
        while (true) {
            try {
                return await(admin.describeTopics(topics).allTopicNames());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || left() <= 0) {
                    throw unusable(kafka, e.getCause());
                }
                pause();
            }
        }
    }

    /** At once: the client would wait for calls that nobody awaits any more. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    static InvalidSettingException unusable(KafkaSettings kafka, @Nullable Object why) {
        var remedy = why instanceof InvalidReplicationFactorException
                ? "Set assay.kafka.replication to at most the number of brokers."
                : "Start Kafka there or set assay.kafka.bootstrap-servers.";
        return new InvalidSettingException("Kafka at " + kafka.brokers() + " cannot be used: " + why + ".", remedy);
    }

    private <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(Math.max(left(), 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw unusable(kafka, "no answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unusable(kafka, "interrupted");
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unusable(kafka, "interrupted");
        }
    }
}
