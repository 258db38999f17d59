package io.assay.evaluation.kafka;

import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.Received;
import io.assay.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The share group of all workers: each record goes to one of them, however many there are and whatever its partition.
 *
 * @param name of the group
 * @param lock for how long a worker has a record before it must renew
 */
public record ShareGroup(String name, Duration lock) {
    private static final long LIMIT_SECONDS = 30;

    /** Tells the broker how the group works: from the topic's beginning, with this lock. */
    public void configure(Admin admin) {
        var group = new ConfigResource(ConfigResource.Type.GROUP, name);
        var wanted = List.of(
                set("share.auto.offset.reset", "earliest"),
                set("share.record.lock.duration.ms", Long.toString(lock.toMillis())));
        try {
            admin.incrementalAlterConfigs(Map.of(group, wanted)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the share group " + name + " cannot be configured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the share group " + name + " was configured", e);
        }
    }

    /** A member of the group that has one record at a time and says itself what became of it. */
    public ShareConsumer<String, Received> member(KafkaSettings kafka) {
        var config = KafkaClients.common(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaShareConsumer<>(config, new StringDeserializer(), new EventDeserializer());
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
