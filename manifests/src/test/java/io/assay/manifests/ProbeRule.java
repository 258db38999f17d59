package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Each container is asked for its health, on the management port, as the services answer. */
final class ProbeRule implements Rule {
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream()
                .flatMap(workload -> workload.containers().stream().flatMap(ProbeRule::findings));
    }

    private static Stream<String> findings(Container container) {
        return Stream.of(
                        probe(container, "startup", container.getStartupProbe(), LIVENESS),
                        probe(container, "liveness", container.getLivenessProbe(), LIVENESS),
                        probe(container, "readiness", container.getReadinessProbe(), READINESS))
                .flatMap(each -> each);
    }

    private static Stream<String> probe(Container container, String name, @Nullable Probe probe, String path) {
        var asked = probe == null ? null : probe.getHttpGet();
        return Rule.unless(
                asked != null
                        && path.equals(asked.getPath())
                        && "management".equals(asked.getPort().getStrVal()),
                container.getName() + ": its " + name + " probe does not ask " + path + " on the port management");
    }
}
