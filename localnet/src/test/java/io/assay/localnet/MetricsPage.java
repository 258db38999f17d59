package io.assay.localnet;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of {@code docs/metrics.md}. */
record MetricsPage(List<Documented> meters) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final String EVERYWHERE = "every service";

    private static final Pattern ROW =
            Pattern.compile("\\| `(assay[a-z.]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern TAG = Pattern.compile("`([a-z]+)` (any|`[^,]*`)");
    private static final Pattern VALUE = Pattern.compile("`([^`]+)`");

    /**
     * A meter.
     *
     * @param service whose it is, or {@link #EVERYWHERE}
     * @param eager whether it is there from the start
     * @param baseUnit as part of its name
     * @param tags each with its values; empty for any
     */
    record Documented(
            String service,
            String name,
            String type,
            boolean eager,
            @Nullable String baseUnit,
            Map<String, Set<String>> tags) {
        /** Its name in Prometheus, with what histograms and timers add. */
        Stream<String> series() {
            var name = new PrometheusNamingConvention().name(this.name, meterType(), baseUnit);
            return switch (type) {
                case "timer", "summary" ->
                    Stream.of("_count", "_sum", "_max", "_bucket").map(name::concat);
                case "counter" -> Stream.of(name + "_total");
                default -> Stream.of(name);
            };
        }

        private Meter.Type meterType() {
            return switch (type) {
                case "counter" -> Meter.Type.COUNTER;
                case "gauge" -> Meter.Type.GAUGE;
                case "timer" -> Meter.Type.TIMER;
                case "summary" -> Meter.Type.DISTRIBUTION_SUMMARY;
                default -> throw new IllegalArgumentException(name + " has the type " + type);
            };
        }
    }

    static MetricsPage read() throws IOException {
        var meters = new ArrayList<Documented>();
        var service = "";
        for (var line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
            if (line.startsWith("## ")) {
                service = line.substring(3);
            } else if (line.startsWith("| `")) {
                meters.add(row(service, line));
            }
        }
        return new MetricsPage(meters);
    }

    private static Documented row(String service, String line) {
        var row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("not a row of docs/metrics.md: " + line);
        }
        var type = row.group(2).replace(", later", "");
        var unit = row.group(3).startsWith("`") ? row.group(3).replace("`", "") : null;
        return new Documented(service, row.group(1), type, !row.group(2).endsWith(", later"), unit, tags(row.group(4)));
    }

    private static Map<String, Set<String>> tags(String cell) {
        var tags = new LinkedHashMap<String, Set<String>>();
        if (cell.equals("none")) {
            return tags;
        }
        for (var part : cell.split(", ", -1)) {
            var tag = TAG.matcher(part);
            if (!tag.matches()) {
                throw new IllegalArgumentException("not a tag with its values: " + part);
            }
            var values = VALUE.matcher(tag.group(2))
                    .results()
                    .map(value -> value.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            tags.put(tag.group(1), values);
        }
        return tags;
    }

    Set<String> names(String service) {
        return meters.stream()
                .filter(meter -> meter.service().equals(service))
                .map(Documented::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The meter that a service tells of under a name of Prometheus. */
    Optional<Documented> find(String service, String series) {
        return meters.stream()
                .filter(meter ->
                        meter.service().equals(service) || meter.service().equals(EVERYWHERE))
                .filter(meter -> meter.series().anyMatch(series::equals))
                .findFirst();
    }

    Set<String> allSeries() {
        return meters.stream().flatMap(Documented::series).collect(Collectors.toCollection(TreeSet::new));
    }
}
