package io.assay.manifests;

import io.assay.evaluation.EvaluationProperties;
import io.assay.protocol.Topics;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Budgets let a node be drained, and who scales something scales what there is, by a figure that there is. */
final class ScalingRule implements Rule {
    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.concat(
                overlay.workloads().stream().flatMap(workload -> budgets(overlay, workload)),
                overlay.all(ScaledObject.class).stream().flatMap(scaled -> scaling(overlay, scaled)));
    }

    private static Stream<String> budgets(Overlay overlay, Workload workload) {
        var budgets = overlay.all(PodDisruptionBudget.class).stream()
                .filter(budget -> Selectors.match(budget.getSpec().getSelector(), workload.labels()))
                .toList();
        return Stream.concat(
                Rule.unless(
                        budgets.size() == 1, workload.name() + ": has " + budgets.size() + " budgets of disruption"),
                budgets.stream()
                        .flatMap(budget -> Rule.unless(
                                Optional.ofNullable(budget.getSpec().getMaxUnavailable())
                                        .map(most -> most.getIntVal())
                                        .filter(most -> most > 0)
                                        .isPresent(),
                                workload.name() + ": its budget of disruption lets no pod be moved")));
    }

    private static Stream<String> scaling(Overlay overlay, ScaledObject scaled) {
        var spec = scaled.spec();
        var what = "ScaledObject " + scaled.metadata().getName();
        var target = overlay.workloads().stream()
                .filter(workload -> workload.name().equals(spec.scaleTargetRef().name())
                        && workload.kind().equals(spec.scaleTargetRef().kind())
                        && Objects.equals(
                                workload.metadata().getNamespace(),
                                scaled.metadata().getNamespace()))
                .findFirst();
        int least = Objects.requireNonNullElse(spec.minReplicaCount(), 0);
        int most = Objects.requireNonNullElse(spec.maxReplicaCount(), 100);
        return Stream.of(
                        Rule.unless(target.isPresent(), what + " scales nothing that there is"),
                        Rule.unless(
                                target.filter(workload -> workload.replicas() != null)
                                        .isEmpty(),
                                what + ": what it scales has replicas of its own, which every apply would set back"),
                        // The figure comes from the instances themselves: without any there is none.
                        Rule.unless(least >= 1 && least <= most, what + ": scales from " + least + " to " + most),
                        spec.triggers().stream().flatMap(trigger -> trigger(what, trigger)))
                .flatMap(each -> each);
    }

    private static Stream<String> trigger(String what, ScaledObject.Trigger trigger) {
        var group = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("assay.evaluation", Bindable.of(EvaluationProperties.class))
                .workerGroup();
        var query =
                "max(assay_lag_records{group=\"%s\", topic=\"%s\"})".formatted(group, Topics.Names.GRADIENT_ARRIVALS);
        return Rule.unless(
                trigger.type().equals("prometheus")
                        && query.equals(trigger.metadata().get("query")),
                what + " does not ask for " + query);
    }
}
