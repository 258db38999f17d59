package io.assay.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The operator's rules are those that promtool tests. {@code -Dassay.write-manifests=true} makes them anew.
 */
class AlertRulesTest {
    private static final Path SOURCE = Folder.ROOT.resolve("deploy/observability/alerts.yml");
    private static final Path MADE = Folder.K8S.resolve("components/monitoring/alerts.yaml");
    private static final String HEAD = """
            # Made from deploy/observability/alerts.yml, by the test AlertRulesTest of manifests; change it there.
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: assay
              namespace: assay
              labels: {app.kubernetes.io/part-of: assay}
            spec:
            """;

    @Test
    void areThoseOfTheObservabilityFolder() throws IOException {
        if (Boolean.getBoolean("assay.write-manifests")) {
            Files.writeString(MADE, made());
        }
        assertThat(Files.readString(MADE))
                .as("make it anew: mvn -pl manifests test -Dassay.write-manifests=true")
                .isEqualTo(made());
    }

    private static String made() {
        var source = Folder.text(SOURCE);
        return source.substring(source.indexOf("groups:"))
                .lines()
                .map(line -> line.isBlank() ? "" : "  " + line)
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }
}
