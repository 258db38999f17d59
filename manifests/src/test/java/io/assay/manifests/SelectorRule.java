package io.assay.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever selects pods selects some; workloads select their own; every namespace that is used is known. */
final class SelectorRule implements Rule {
    /** That of a Kafka, which others may have made. */
    private static final Set<String> OTHERS = Set.of("kafka");

    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.of(
                        workloads(overlay), services(overlay), budgets(overlay), policies(overlay), namespaces(overlay))
                .flatMap(each -> each);
    }

    private static Stream<String> workloads(Overlay overlay) {
        return overlay.workloads().stream()
                .flatMap(workload -> Rule.unless(
                        Selectors.match(workload.selector(), workload.labels()),
                        workload.name() + ": its selector does not select its own pods"));
    }

    private static Stream<String> services(Overlay overlay) {
        return overlay.all(Service.class).stream()
                .flatMap(service -> Rule.unless(
                        selected(overlay, service) == 1,
                        "Service " + service.getMetadata().getName() + " selects the pods of "
                                + selected(overlay, service) + " workloads"));
    }

    private static long selected(Overlay overlay, Service service) {
        return overlay.workloads().stream()
                .filter(workload -> Selectors.match(service.getSpec().getSelector(), workload.labels()))
                .count();
    }

    private static Stream<String> budgets(Overlay overlay) {
        return overlay.all(PodDisruptionBudget.class).stream()
                .flatMap(budget -> Rule.unless(
                        overlay.workloads().stream()
                                .anyMatch(workload ->
                                        Selectors.match(budget.getSpec().getSelector(), workload.labels())),
                        "PodDisruptionBudget " + budget.getMetadata().getName() + " selects no pods"));
    }

    private static Stream<String> policies(Overlay overlay) {
        return overlay.all(NetworkPolicy.class).stream()
                .flatMap(policy -> Rule.unless(
                        overlay.workloads().stream()
                                .anyMatch(workload ->
                                        Selectors.match(policy.getSpec().getPodSelector(), workload.labels())),
                        "NetworkPolicy " + policy.getMetadata().getName() + " selects no pods"));
    }

    private static Stream<String> namespaces(Overlay overlay) {
        var known = overlay.all(Namespace.class).stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        known.addAll(OTHERS);
        return overlay.all(HasMetadata.class).stream()
                .filter(each -> !(each instanceof Namespace))
                .flatMap(each -> Rule.unless(
                        known.contains(String.valueOf(each.getMetadata().getNamespace())),
                        each.getKind() + " " + each.getMetadata().getName() + " is in the unknown namespace "
                                + each.getMetadata().getNamespace()));
    }
}
