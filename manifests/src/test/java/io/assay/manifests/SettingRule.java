package io.assay.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every variable is a setting of the service, or one of Spring's; and with them the service's settings can be read. */
final class SettingRule implements Rule {
    private static final Set<String> SPRING = spring();
    private static final Set<String> ANY_SERVICE = ServiceFacts.names().stream()
            .flatMap(name -> ServiceFacts.of(name).stream())
            .flatMap(facts -> facts.environment().stream())
            .collect(Collectors.toSet());

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream().flatMap(workload -> findings(overlay, workload));
    }

    private static Stream<String> findings(Overlay overlay, Workload workload) {
        var facts = ServiceFacts.of(workload.name());
        if (facts.isEmpty()) {
            return Stream.of(workload.name() + ": no service has this name");
        }
        return Stream.concat(unknown(overlay, workload, facts.get()), unreadable(overlay, workload, facts.get()));
    }

    private static Stream<String> unknown(Overlay overlay, Workload workload, ServiceFacts facts) {
        var own = facts.environment();
        return workload.containers().stream()
                .flatMap(container -> Stream.concat(
                        Environment.own(container).keySet().stream()
                                .filter(name -> !own.contains(name) && !SPRING.contains(name)),
                        // What all services share need not mean something to each of them.
                        Environment.shared(overlay, container).keySet().stream()
                                .filter(name -> !ANY_SERVICE.contains(name) && !SPRING.contains(name))))
                .map(name -> workload.name() + ": " + name + " is no setting of it");
    }

    private static Stream<String> unreadable(Overlay overlay, Workload workload, ServiceFacts facts) {
        Map<String, Object> variables = Map.copyOf(Environment.of(overlay, workload));
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
        var binder = new Binder(Objects.requireNonNull(ConfigurationPropertySource.from(source)));
        return facts.settings().entrySet().stream().flatMap(entry -> {
            try {
                binder.bindOrCreate(entry.getKey(), Bindable.of(entry.getValue()));
                return Stream.empty();
            } catch (BindException e) {
                return Stream.of(workload.name() + ": its settings cannot be read: "
                        + deepest(e).getMessage());
            }
        });
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    /** Names of all properties that Spring Boot documents. */
    private static Set<String> spring() {
        try {
            var files = SettingRule.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
            return Collections.list(files).stream()
                    .flatMap(file -> {
                        try (var in = file.openStream()) {
                            return JsonMapper.shared().readTree(in).path("properties").valueStream().toList().stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map((JsonNode property) -> ServiceFacts.variable(
                            Objects.requireNonNull(property.path("name").asString())))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
