package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written of metrics, and what is made of them, against the meters that there are. */
class MetricsPageTest {
    private static final Map<String, String> PACKAGES = Map.of(
            MetricsPage.EVERYWHERE,
            "io/assay/service",
            "gradient-ingest-service",
            "io/assay/ingest",
            "evaluation-service",
            "io/assay/evaluation",
            "rating-service",
            "io/assay/rating",
            "weight-setter-service",
            "io/assay/weights");
    private static final Pattern OURS = Pattern.compile("\\bassay_[a-z_]+");

    private final MetricsPage page;

    MetricsPageTest() throws Exception {
        page = MetricsPage.read();
    }

    @Test
    void everyMeterIsDocumentedAndEveryDocumentedOneExists() throws Exception {
        for (var service : PACKAGES.entrySet()) {
            var here = MeterNames.in(service.getValue());
            // What all services have is named again where one of them counts it by itself.
            var more = new TreeSet<>(here);
            more.removeAll(page.names(MetricsPage.EVERYWHERE));
            assertThat(service.getKey().equals(MetricsPage.EVERYWHERE) ? here : more)
                    .as("meters of " + service.getKey())
                    .isNotEmpty()
                    .isEqualTo(page.names(service.getKey()));
        }
    }

    @Test
    void noOtherModuleHasMetersAndNoNameIsPutTogether() throws Exception {
        var all = MeterNames.in("io/assay");
        assertThat(all)
                .isSubsetOf(
                        page.meters().stream().map(MetricsPage.Documented::name).toList());
        assertThat(MeterNames.puzzles("io/assay")).isEmpty();
    }

    @Test
    void everySectionIsAServiceAndEveryNameIsThereOnce() {
        assertThat(page.meters()).extracting(MetricsPage.Documented::name).doesNotHaveDuplicates();
        assertThat(page.meters())
                .extracting(MetricsPage.Documented::service)
                .containsOnly(PACKAGES.keySet().toArray(String[]::new));
    }

    @Test
    void theDashboardAsksForMetricsThatExistOfTheSourceThatIsChosen() throws Exception {
        var dashboard = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Observability.FOLDER.resolve("grafana-dashboard.json")));
        assertThat(dashboard.get("schemaVersion").asInt()).isPositive();
        var panels = panels(dashboard);
        assertThat(panels).hasSizeGreaterThan(10);
        assertThat(panels.stream().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        for (var panel : panels) {
            assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            assertThat(panel.get("description").asString()).isNotBlank();
            assertThat(panel.get("targets").size()).isPositive();
        }
        Observability.expressions(dashboard).forEach(this::asksForWhatExists);
    }

    private static List<JsonNode> panels(JsonNode dashboard) {
        var panels = new ArrayList<JsonNode>();
        dashboard.get("panels").forEach(panel -> {
            if (!panel.get("type").asString().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    @Test
    void everyAlertAsksForMetricsThatExistIsTestedAndExplained() throws Exception {
        var alerts = Observability.alerts();
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(7);
        alerts.values().forEach(this::asksForWhatExists);
        var tested = Files.readString(Observability.FOLDER.resolve("alerts.test.yml"));
        var explained = Files.readAllLines(MetricsPage.ROOT.resolve("docs/alerts.md"));
        for (var alert : alerts.keySet()) {
            // Once where it must keep silent, once where it must not.
            assertThat(tested.split("alertname: " + alert + "\n", -1)).as(alert).hasSizeGreaterThan(2);
            assertThat(tested).contains("runbook: docs/alerts.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(explained).contains("## " + alert);
        }
    }

    private void asksForWhatExists(String expression) {
        assertThat(OURS.matcher(expression).results().map(found -> found.group()))
                .as(expression)
                .isSubsetOf(page.allSeries());
    }

    @Test
    void promtoolAcceptsRulesTheirTestsAndTheConfiguration() throws Exception {
        Observability.require("promtool", "THE ALERT RULES ARE NOT TESTED");
        assertThat(Observability.run("promtool", "check", "rules", "alerts.yml"))
                .isZero();
        assertThat(Observability.run("promtool", "check", "config", "prometheus.yml"))
                .isZero();
        assertThat(Observability.run("promtool", "test", "rules", "alerts.test.yml"))
                .isZero();
    }
}
