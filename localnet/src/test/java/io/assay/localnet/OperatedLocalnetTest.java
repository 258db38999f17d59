package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.localnet.part.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running localnet as an operator's tools see it. */
@Timeout(240)
class OperatedLocalnetTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final List<String> FLOW =
            List.of("gradient-ingest-service", "evaluation-service", "rating-service", "weight-setter-service");

    @TempDir
    static Path directory;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Process localnet;
    private static Ports ports;

    /** Until weights have been set, so that every service has done its part. */
    @BeforeAll
    static void start() throws Exception {
        var base = LocalnetProcess.freeBase();
        ports = new Ports(Integer.parseInt(base));
        localnet = LocalnetProcess.start(
                directory, "honest=2,late=1,broken=1", new HashMap<>(), "--port-base", base);
        var submitted = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var lines = localnet.inputReader()) {
                lines.lines().filter(line -> line.contains("on chain at block")).forEach(submitted::complete);
                submitted.completeExceptionally(new IllegalStateException("the localnet ended"));
            } catch (IOException e) {
                submitted.completeExceptionally(e);
            }
        });
        submitted.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        HTTP.close();
        localnet.destroyForcibly().waitFor();
    }

    private static int management(String service) {
        return ports.management(FLOW.indexOf(service) + 1);
    }

    @Test
    void whatServicesTellIsAsDocumented() throws Exception {
        var page = MetricsPage.read();
        var values = new LinkedHashMap<String, Map<String, Set<String>>>();
        for (var service : FLOW) {
            var scrape = Scrape.of(HTTP, URI.create("http://127.0.0.1:" + management(service)));
            assertThat(scrape.samples()).isNotEmpty();
            scrape.samples().forEach(sample -> isDocumented(page, service, scrape, sample, values));
        }
        for (var meter : page.meters()) {
            if (meter.eager()) {
                assertThat(values).as("what is told").containsKey(meter.name());
                meter.tags().forEach((tag, documented) -> {
                    if (!documented.isEmpty()) {
                        assertThat(values.getOrDefault(meter.name(), Map.of()).get(tag))
                                .as(meter.name() + " by " + tag)
                                .isEqualTo(documented);
                    }
                });
            }
        }
    }

    private static void isDocumented(
            MetricsPage page,
            String service,
            Scrape scrape,
            Scrape.Sample sample,
            Map<String, Map<String, Set<String>>> values) {
        var meter = page.find(service, sample.name());
        assertThat(meter).as(sample.name() + " of " + service).isPresent();
        var labels = new TreeSet<>(sample.labels().keySet());
        labels.removeAll(Set.of("le", "quantile"));
        assertThat(labels)
                .as("tags of " + sample.name())
                .isEqualTo(new TreeSet<>(meter.get().tags().keySet()));
        var found = values.computeIfAbsent(meter.get().name(), _ -> new HashMap<>());
        labels.forEach(label -> found.computeIfAbsent(label, _ -> new TreeSet<>())
                .add(sample.labels().get(label)));
        meter.get().tags().forEach((tag, documented) -> {
            if (!documented.isEmpty()) {
                assertThat(documented).as(sample.name() + " by " + tag).contains(sample.labels().get(tag));
            }
        });
        var family = sample.name().replaceAll("_(count|sum|bucket|max)$", "");
        var type = meter.get().type();
        if (type.equals("counter") || type.equals("gauge")) {
            assertThat(scrape.types().getOrDefault(sample.name(), "none")).isEqualTo(type);
        } else if (!sample.name().endsWith("_max")) {
            assertThat(scrape.types().getOrDefault(family, "none")).isIn("histogram", "summary");
        }
    }

    @Test
    void prometheusScrapesEveryServiceAndEveryExpressionEvaluates() throws Exception {
        var program = Observability.require("prometheus", "PROMETHEUS DOES NOT SCRAPE THE SERVICES");
        var targets = new HashMap<String, Integer>();
        for (var service : FLOW) {
            targets.put(service + ":" + (7421 + FLOW.indexOf(service)), management(service));
        }
        try (var prometheus = PrometheusServer.start(program, directory.resolve("prometheus"), HTTP, targets)) {
            await(() -> values(prometheus.get("targets").at("/data/activeTargets"), "health")
                    .equals(List.of("up", "up", "up", "up")));
            await(() -> rules(prometheus).stream()
                    .allMatch(rule -> rule.get("lastEvaluation").asString().compareTo("2000") > 0));
            assertThat(rules(prometheus)).hasSize(Observability.alerts().size()).allSatisfy(rule -> {
                assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok");
            });
            isQuiet(prometheus);
            for (var expression : expressions()) {
                assertThat(prometheus.query(expression).isArray()).as(expression).isTrue();
            }
        }
    }

    /** What would mean a fault of this very run. */
    private static void isQuiet(PrometheusServer prometheus) {
        assertThat(rules(prometheus))
                .filteredOn(rule -> Set.of("AssayVerdictChainBroken", "AssayDeadLetters", "AssayServiceDown")
                        .contains(rule.get("name").asString()))
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.get("state").asString()).isEqualTo("inactive"));
        try {
            assertThat(prometheus.query("sum(assay_verdict_chain_breaks_total)").at("/0/value/1").asString())
                    .isEqualTo("0");
            assertThat(prometheus.query("assay_verdict_window >= 1").size()).isOne();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> rules(PrometheusServer prometheus) {
        try {
            return prometheus.get("rules").at("/data/groups").valueStream()
                    .flatMap(group -> group.get("rules").valueStream())
                    .toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> expressions() throws IOException {
        var dashboard = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Observability.FOLDER.resolve("grafana-dashboard.json")));
        return dashboard.findValues("expr").stream()
                .map(expr -> expr.asString().replace("$netuid", "3").replace("$__rate_interval", "1m"))
                .toList();
    }

    private static List<String> values(JsonNode list, String name) {
        return list.valueStream().map(each -> each.get(name).asString()).toList();
    }

    static void await(Callable<Boolean> condition) throws Exception {
        var until = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            assertThat(Instant.now()).as("awaited for " + LIMIT).isBefore(until);
            Thread.sleep(200);
        }
    }
}
