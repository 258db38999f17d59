package io.assay.manifests;

import io.assay.evaluation.EvaluationApplication;
import io.assay.ingest.GradientIngestApplication;
import io.assay.rating.RatingApplication;
import io.assay.weights.WeightSetterApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * What is true of a service, by its code and its own configuration file.
 *
 * @param settings its settings by their prefix, found as Spring finds them
 */
record ServiceFacts(String name, int port, int managementPort, Map<String, Class<?>> settings) {
    private static final Map<String, Class<?>> APPLICATIONS = Map.of(
            GradientIngestApplication.NAME, GradientIngestApplication.class,
            EvaluationApplication.NAME, EvaluationApplication.class,
            RatingApplication.NAME, RatingApplication.class,
            WeightSetterApplication.NAME, WeightSetterApplication.class);

    static Set<String> names() {
        return APPLICATIONS.keySet();
    }

    static Optional<ServiceFacts> of(String name) {
        return Optional.ofNullable(APPLICATIONS.get(name)).map(application -> read(name, application));
    }

    private static ServiceFacts read(String name, Class<?> application) {
        var settings = new LinkedHashMap<String, Class<?>>();
        collect(application, settings, new HashSet<>());
        var file = configuration(name);
        return new ServiceFacts(
                name, number(file, "server", "port"), number(file, "management", "server", "port"), settings);
    }

    private static void collect(Class<?> configuration, Map<String, Class<?>> settings, Set<Class<?>> seen) {
        if (!seen.add(configuration)) {
            return;
        }
        for (var enabled :
                AnnotatedElementUtils.findAllMergedAnnotations(configuration, EnableConfigurationProperties.class)) {
            for (var each : enabled.value()) {
                var annotation = AnnotatedElementUtils.findMergedAnnotation(each, ConfigurationProperties.class);
                settings.put(Objects.requireNonNull(annotation).prefix(), each);
            }
        }
        for (var imported : AnnotatedElementUtils.findAllMergedAnnotations(configuration, Import.class)) {
            for (var each : imported.value()) {
                if (each.getName().startsWith("io.assay.")) {
                    collect(each, settings, seen);
                }
            }
        }
    }

    private static Map<String, Object> configuration(String name) {
        try (var in = Objects.requireNonNull(ServiceFacts.class.getResourceAsStream("/" + name + ".yml"))) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Object file, String... path) {
        var at = file;
        for (var key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at instanceof Integer number ? number : -1;
    }

    boolean has(Class<?> settingsType) {
        return settings.containsValue(settingsType);
    }

    /** How its settings are called in the environment. */
    Set<String> environment() {
        return settings.entrySet().stream()
                .flatMap(entry -> Arrays.stream(entry.getValue().getRecordComponents())
                        .map(component -> variable(entry.getKey() + "." + component.getName())))
                .collect(Collectors.toSet());
    }

    /** How Spring spells a property in the environment. */
    static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
