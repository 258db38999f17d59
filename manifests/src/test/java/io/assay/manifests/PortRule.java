package io.assay.manifests;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Optional;
import java.util.stream.Stream;

/** Containers have the ports that their services listen on, and Services lead to ports that there are, by name. */
final class PortRule implements Rule {
    @Override
    public Stream<String> findings(Overlay overlay) {
        return Stream.concat(
                overlay.workloads().stream().flatMap(PortRule::listening),
                overlay.all(Service.class).stream().flatMap(service -> leading(overlay, service)));
    }

    private static Stream<String> listening(Workload workload) {
        return ServiceFacts.of(workload.name()).stream()
                .flatMap(facts -> Stream.of(
                                port(workload, "http", facts.port()),
                                port(workload, "management", facts.managementPort()))
                        .flatMap(each -> each));
    }

    private static Stream<String> port(Workload workload, String name, int expected) {
        return Rule.unless(
                workload.port(name).equals(Optional.of(expected)),
                workload.name() + ": its port " + name + " is not " + expected + ", where the service listens");
    }

    private static Stream<String> leading(Overlay overlay, Service service) {
        return overlay.workloads().stream()
                .filter(workload -> Selectors.match(service.getSpec().getSelector(), workload.labels()))
                .flatMap(workload ->
                        service.getSpec().getPorts().stream().flatMap(port -> leading(service, port, workload)));
    }

    private static Stream<String> leading(Service service, ServicePort port, Workload workload) {
        var target = port.getTargetPort() == null ? null : port.getTargetPort().getStrVal();
        var found = target == null ? Optional.<Integer>empty() : workload.port(target);
        var where = "Service " + service.getMetadata().getName() + ": its port " + port.getName();
        return Stream.concat(
                Rule.unless(found.isPresent(), where + " leads to " + target + ", which no container has"),
                Rule.unless(
                        found.isEmpty() || found.get().equals(port.getPort()),
                        where + " is " + port.getPort() + " and leads to " + found.orElse(-1)));
    }
}
