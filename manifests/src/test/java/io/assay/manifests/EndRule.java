package io.assay.manifests;

import io.assay.service.AssayService;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod has time to end in order: what it waits before, its own parts, and open requests. */
final class EndRule implements Rule {
    private static final long PHASES = 2;
    private static final long DEFAULT_GRACE = 30;

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream().flatMap(EndRule::findings);
    }

    private static Stream<String> findings(Workload workload) {
        var grace = Objects.requireNonNullElse(workload.spec().getTerminationGracePeriodSeconds(), DEFAULT_GRACE);
        var before =
                workload.containers().stream().mapToLong(EndRule::before).max().orElse(0);
        var needed = before + PHASES * AssayService.SHUTDOWN_PHASE.toSeconds();
        return Rule.unless(
                grace >= needed,
                workload.name() + ": terminationGracePeriodSeconds is " + grace + ", and it may need " + needed + " s");
    }

    private static long before(Container container) {
        return Optional.ofNullable(container.getLifecycle())
                .map(Lifecycle::getPreStop)
                .map(LifecycleHandler::getSleep)
                .map(sleep -> sleep.getSeconds())
                .orElse(0L);
    }
}
