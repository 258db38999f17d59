package io.assay.topics.kafka;

import io.assay.protocol.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A topic in figures.
 *
 * @param offsets from the first to the last, transactions' ends included
 * @param bytes on disk, of one copy
 * @param cleanup {@code delete} or {@code compact}
 * @param retentionMs -1 for ever
 */
public record TopicFigures(String topic, int partitions, long offsets, long bytes, String cleanup, String retentionMs) {
    /** Of all of Assay's topics that are there, each followed by its dead letters. */
    public static List<TopicFigures> of(Cluster cluster) {
        try (var admin = cluster.admin()) {
            var there = await(cluster, admin.listTopics().names());
            var names = Topics.all().stream()
                    .flatMap(topic -> Stream.of(topic.topic(), topic.deadLetters()))
                    .filter(there::contains)
                    .toList();
            if (names.isEmpty()) {
                throw new UnreadableClusterException("the brokers at " + cluster.servers()
                        + " have none of Assay's topics: has a service run on it?");
            }
            return figures(cluster, admin, names);
        }
    }

    private static List<TopicFigures> figures(Cluster cluster, Admin admin, List<String> names) {
        var described = await(cluster, admin.describeTopics(names).allTopicNames());
        var partitions =
                described.values().stream().flatMap(TopicFigures::partitionsOf).toList();
        var first = offsets(cluster, admin, partitions, OffsetSpec.earliest());
        var last = offsets(cluster, admin, partitions, OffsetSpec.latest());
        var sizes = sizes(cluster, admin);
        var figures = new ArrayList<TopicFigures>();
        for (var name : names) {
            var own = partitions.stream()
                    .filter(partition -> partition.topic().equals(name))
                    .toList();
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
            var config = Objects.requireNonNull(
                    await(cluster, admin.describeConfigs(List.of(resource)).all())
                            .get(resource));
            figures.add(new TopicFigures(
                    name,
                    own.size(),
                    sum(own, last) - sum(own, first),
                    sum(own, sizes),
                    config.get("cleanup.policy").value(),
                    config.get("retention.ms").value()));
        }
        return figures;
    }

    private static Stream<TopicPartition> partitionsOf(TopicDescription topic) {
        return topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition()));
    }

    private static Map<TopicPartition, Long> offsets(
            Cluster cluster, Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, which));
        var told = new HashMap<TopicPartition, Long>();
        await(cluster, admin.listOffsets(asked).all()).forEach((partition, info) -> told.put(partition, info.offset()));
        return told;
    }

    /** Of the copy that is the largest. */
    private static Map<TopicPartition, Long> sizes(Cluster cluster, Admin admin) {
        var brokers = await(cluster, admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        var sizes = new HashMap<TopicPartition, Long>();
        await(cluster, admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .forEach(replica ->
                        sizes.merge(replica.getKey(), replica.getValue().size(), Long::max));
        return sizes;
    }

    private static long sum(Collection<TopicPartition> partitions, Map<TopicPartition, Long> values) {
        return partitions.stream()
                .mapToLong(partition -> values.getOrDefault(partition, 0L))
                .sum();
    }

    private static <T> T await(Cluster cluster, KafkaFuture<T> future) {
        try {
            return future.get(cluster.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted", e);
        }
    }
}
