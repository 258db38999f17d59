package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Container;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Who computes on a GPU gets one, on a node that has it; and nobody else takes one. */
final class DeviceRule implements Rule {
    private static final String GPU = "nvidia.com/gpu";
    private static final String DEVICE = "ASSAY_EVALUATION_DEVICE";

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream().flatMap(DeviceRule::findings);
    }

    private static Stream<String> findings(Workload workload) {
        var limited = workload.containers().stream().anyMatch(DeviceRule::hasGpu);
        var computes = workload.containers().stream()
                .anyMatch(container ->
                        Environment.own(container).getOrDefault(DEVICE, "cpu").startsWith("gpu"));
        return Stream.concat(
                Rule.unless(
                        limited == computes,
                        workload.name()
                                + (computes ? ": computes on a GPU and gets none" : ": gets a GPU for nothing")),
                Rule.unless(
                        !limited || placed(workload),
                        workload.name()
                                + ": gets a GPU, and may be put where none is, or may not be put where one is"));
    }

    private static boolean hasGpu(Container container) {
        return container.getResources() != null
                && container.getResources().getLimits().containsKey(GPU);
    }

    private static boolean placed(Workload workload) {
        var selector = Objects.requireNonNullElse(workload.spec().getNodeSelector(), Map.of());
        return !selector.isEmpty()
                && workload.spec().getTolerations().stream()
                        .anyMatch(toleration ->
                                GPU.equals(toleration.getKey()) && "NoSchedule".equals(toleration.getEffect()));
    }
}
