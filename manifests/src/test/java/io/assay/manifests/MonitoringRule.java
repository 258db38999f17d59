package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.stream.Stream;

/** Where there is a monitor, it finds every service's meters, with the labels that alerts look at. */
final class MonitoringRule implements Rule {
    private static final String METERS = "/actuator/prometheus";
    private static final String JOB = "assay";

    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.concat(
                Rule.unless(
                        overlay.all(ScaledObject.class).isEmpty()
                                || !overlay.all(ServiceMonitor.class).isEmpty(),
                        "something is scaled by figures that nobody collects"),
                overlay.all(ServiceMonitor.class).stream().flatMap(monitor -> findings(overlay, monitor)));
    }

    private static Stream<String> findings(Overlay overlay, ServiceMonitor monitor) {
        return overlay.all(Service.class).stream().flatMap(service -> findings(monitor, service));
    }

    private static Stream<String> findings(ServiceMonitor monitor, Service service) {
        var labels = service.getMetadata().getLabels();
        var spec = monitor.getSpec();
        var name = service.getMetadata().getName();
        return Stream.of(
                        Rule.unless(
                                Selectors.match(spec.getSelector(), labels)
                                        && spec.getNamespaceSelector()
                                                .getMatchNames()
                                                .contains(service.getMetadata().getNamespace()),
                                "ServiceMonitor: does not select " + name),
                        Rule.unless(
                                JOB.equals(labels.get(spec.getJobLabel())),
                                "ServiceMonitor: the job of " + name + " is not " + JOB),
                        spec.getEndpoints().stream().flatMap(endpoint -> endpoint(endpoint, service)))
                .flatMap(each -> each);
    }

    private static Stream<String> endpoint(Endpoint endpoint, Service service) {
        return Rule.unless(
                METERS.equals(endpoint.getPath())
                        && "management".equals(endpoint.getPort())
                        && service.getSpec().getPorts().stream()
                                .map(ServicePort::getName)
                                .anyMatch(endpoint.getPort()::equals),
                "ServiceMonitor: asks " + service.getMetadata().getName() + " for " + endpoint.getPath()
                        + " on the port " + endpoint.getPort());
    }
}
