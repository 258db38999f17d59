package io.assay.rating.kafka;

import io.assay.protocol.Topics;
import io.assay.service.settings.InvalidSettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The Streams group of all instances that rate the same subnets.
 *
 * @param id of the application, which is the group's
 * @param standbyReplicas instances that keep a copy of the state beside the one that settles
 */
record RatingGroup(String id, int standbyReplicas) {
    private static final long LIMIT_SECONDS = 30;
    private static final List<String> TIMING = List.of(
            "streams.session.timeout.ms", "streams.heartbeat.interval.ms", "streams.initial.rebalance.delay.ms");

    /**
     * Tells the broker how many standby replicas there are: with this group protocol it assigns them.
     *
     * @throws InvalidSettingException when the broker refuses
     */
    void configure(Admin admin) {
        var group = new ConfigResource(ConfigResource.Type.GROUP, id);
        try {
            var wanted = new HashMap<>(timing(admin));
            wanted.put("streams.num.standby.replicas", Integer.toString(standbyReplicas));
            await(admin.incrementalAlterConfigs(Map.of(group, set(wanted))).all());
        } catch (ExecutionException | TimeoutException e) {
            throw new InvalidSettingException(
                    "The broker does not take assay.rating.standby-replicas=" + standbyReplicas + " for the group " + id
                            + ": " + why(e) + ".",
                    "Set it to at most the broker's group.streams.max.standby.replicas, or raise that; the broker must"
                            + " know streams groups (Kafka 4.2) and allow DescribeConfigs on the cluster and"
                            + " AlterConfigs on the group.");
        }
    }

    /**
     * The broker's own timing. A broker of version 4.2 forgets it for a group that has any configuration, and a dead
     * member then keeps its tasks for 45 seconds whatever the broker was told.
     */
    private static Map<String, String> timing(Admin admin) throws ExecutionException, TimeoutException {
        var node = await(admin.describeCluster().controller());
        var broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        var told = await(admin.describeConfigs(List.of(broker)).all()).get(broker);
        var timing = new HashMap<String, String>();
        for (var name : TIMING) {
            var entry = told == null ? null : told.get("group." + name);
            if (entry != null && entry.value() != null) {
                timing.put(name, entry.value());
            }
        }
        return timing;
    }

    private static List<AlterConfigOp> set(Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    /**
     * A subnet's windows and evaluations meet in one task only if both topics put its key into the same partition.
     *
     * @throws InvalidSettingException when they have different numbers of partitions
     */
    static void requireSamePartitions(Admin admin) {
        var topics = List.of(Topics.WINDOWS.topic(), Topics.LOSS_DELTAS.topic());
        try {
            var found = await(admin.describeTopics(topics).allTopicNames());
            var windows = partitions(found, Topics.WINDOWS);
            var deltas = partitions(found, Topics.LOSS_DELTAS);
            if (windows != deltas) {
                throw new InvalidSettingException(
                        "The topic windows has " + windows + " partitions and loss-deltas " + deltas + ".",
                        "Give both the same number (kafka-topics --alter --partitions).");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new InvalidSettingException(
                    "The topics " + topics + " cannot be described: " + why(e) + ".",
                    "Start every broker, and allow Describe on them.");
        }
    }

    private static int partitions(Map<String, TopicDescription> found, Topics topic) {
        var description = found.get(topic.topic());
        return description == null ? 0 : description.partitions().size();
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the streams group was configured", e);
        }
    }

    private static Object why(Exception e) {
        var cause = e.getCause();
        return cause == null ? "no answer within " + LIMIT_SECONDS + " s" : cause;
    }
}
