package io.assay.localnet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a service tells Prometheus of our meters.
 *
 * @param types of families, by name
 */
record Scrape(Map<String, String> types, List<Sample> samples) {
    private static final Pattern SAMPLE = Pattern.compile("(assay_[a-z_]+)(?:\\{([^}]*)})? (\\S+).*");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(HttpClient http, URI management) throws Exception {
        var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        var lines = http.send(request, BodyHandlers.ofString()).body().lines().toList();
        var types = new HashMap<String, String>();
        lines.stream().filter(line -> line.startsWith("# TYPE assay_")).forEach(line -> {
            var words = line.split(" ", -1);
            types.put(words[2], words[3]);
        });
        return new Scrape(
                types,
                lines.stream()
                        .filter(line -> line.startsWith("assay_"))
                        .map(Scrape::sample)
                        .toList());
    }

    private static Sample sample(String line) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        var labels = new TreeMap<String, String>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Sample(sample.group(1), labels, number(sample.group(3)));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
