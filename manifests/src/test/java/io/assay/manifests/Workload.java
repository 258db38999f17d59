package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What runs pods.
 *
 * @param replicas null where something else decides
 * @param claims names of the volumes that each pod has for itself
 */
record Workload(
        String kind,
        ObjectMeta metadata,
        LabelSelector selector,
        @Nullable Integer replicas,
        PodTemplateSpec pod,
        Set<String> claims) {
    static Optional<Workload> of(Object model) {
        return switch (model) {
            case Deployment it ->
                Optional.of(new Workload(
                        "Deployment",
                        it.getMetadata(),
                        it.getSpec().getSelector(),
                        it.getSpec().getReplicas(),
                        it.getSpec().getTemplate(),
                        Set.of()));
            case StatefulSet it ->
                Optional.of(new Workload(
                        "StatefulSet",
                        it.getMetadata(),
                        it.getSpec().getSelector(),
                        it.getSpec().getReplicas(),
                        it.getSpec().getTemplate(),
                        it.getSpec().getVolumeClaimTemplates().stream()
                                .map(claim -> claim.getMetadata().getName())
                                .collect(Collectors.toSet())));
            default -> Optional.empty();
        };
    }

    String name() {
        return metadata.getName();
    }

    PodSpec spec() {
        return pod.getSpec();
    }

    Map<String, String> labels() {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    }

    List<Container> containers() {
        return spec().getContainers();
    }

    /** Number of a container's port by its name. */
    Optional<Integer> port(String name) {
        return containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> name.equals(port.getName()))
                .map(port -> port.getContainerPort())
                .findFirst();
    }
}
