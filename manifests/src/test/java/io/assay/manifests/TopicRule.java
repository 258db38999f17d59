package io.assay.manifests;

import io.assay.service.kafka.TopicDeclaration;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** Topics are those that the services declare, with the same partitions and configuration. */
final class TopicRule implements Rule {
    private static final Set<String> OWN = Set.of("min.insync.replicas");

    @Override
    public Stream<String> findings(Overlay overlay) {
        var given = overlay.all(KafkaTopic.class).stream()
                .collect(Collectors.toMap(TopicRule::name, topic -> topic, (a, _) -> a));
        var declared =
                TopicDeclaration.declared((short) 1).stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
        var names = new HashSet<>(declared.keySet());
        names.addAll(given.keySet());
        return names.stream().sorted().flatMap(name -> findings(name, given.get(name), declared.get(name)));
    }

    private static Stream<String> findings(String name, @Nullable KafkaTopic given, @Nullable NewTopic declared) {
        if (given == null || declared == null) {
            return Stream.of("KafkaTopic " + name + (given == null ? " is missing" : " is no topic of the services"));
        }
        return Stream.of(
                        Rule.unless(
                                Objects.equals(given.getSpec().getPartitions(), declared.numPartitions()),
                                "KafkaTopic " + name + ": partitions are not " + declared.numPartitions()),
                        Rule.unless(
                                configs(given).equals(declared.configs()),
                                "KafkaTopic " + name + ": its configuration is " + configs(given) + " and not "
                                        + declared.configs()),
                        Rule.unless(
                                "assay".equals(given.getMetadata().getLabels().get("strimzi.io/cluster")),
                                "KafkaTopic " + name + ": belongs to no cluster"),
                        Rule.unless(durable(given), "KafkaTopic " + name + ": no replica may be missing"))
                .flatMap(each -> each);
    }

    private static boolean durable(KafkaTopic topic) {
        var least = topic.getSpec().getConfig().get("min.insync.replicas");
        return least == null
                || Integer.parseInt(least.toString()) < topic.getSpec().getReplicas();
    }

    private static Map<String, String> configs(KafkaTopic topic) {
        var configs = new HashMap<String, String>();
        topic.getSpec().getConfig().forEach((key, value) -> configs.put(key, value.toString()));
        configs.keySet().removeAll(OWN);
        return configs;
    }

    private static String name(KafkaTopic topic) {
        var named = topic.getSpec().getTopicName();
        return named == null ? topic.getMetadata().getName() : named;
    }
}
