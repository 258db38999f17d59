package io.assay.containers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;

/** Ports and settings of the four services, as their own files and classes have them. */
final class AssayServices {
    /** Package by name. */
    private static final Map<String, String> PACKAGES = Map.of(
            "gradient-ingest-service", "io.assay.ingest",
            "evaluation-service", "io.assay.evaluation",
            "rating-service", "io.assay.rating",
            "weight-setter-service", "io.assay.weights");

    static final Set<String> NAMES = PACKAGES.keySet();

    private static final List<Class<?>> SETTINGS = settings();

    private AssayServices() {}

    private static List<Class<?>> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var found = new ArrayList<Class<?>>();
        for (var type : scanner.findCandidateComponents("io.assay")) {
            found.add(ClassUtils.resolveClassName(Objects.requireNonNull(type.getBeanClassName()), null));
        }
        return found;
    }

    /** Of its API and of its management, as the service's own configuration has them. */
    static Set<String> ports(String service) {
        return Set.of(port(service, "server"), managementPort(service));
    }

    static String managementPort(String service) {
        return port(service, "management", "server");
    }

    private static String port(String service, String... path) {
        Map<String, Object> node = new Yaml().load(AssayServices.class.getResourceAsStream("/" + service + ".yml"));
        for (var step : path) {
            node = map(Objects.requireNonNull(node.get(step)));
        }
        return Objects.requireNonNull(node.get("port")).toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Environment variables that set something of a service. */
    static Set<String> variables(String service) {
        var own = Objects.requireNonNull(PACKAGES.get(service));
        return SETTINGS.stream()
                .filter(type ->
                        type.getName().startsWith(own + ".") || type.getName().startsWith("io.assay.service."))
                .flatMap(AssayServices::variables)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> variables(Class<?> type) {
        var settings = type.getAnnotation(ConfigurationProperties.class);
        var prefix = settings.value().isEmpty() ? settings.prefix() : settings.value();
        return Arrays.stream(type.getRecordComponents()).map(component -> variable(prefix + "." + component.getName()));
    }

    /** As Spring reads it: dots become underscores, dashes go. */
    private static String variable(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
