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
import java.util.Objects;
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
    private static Collector collector;

    /** Until weights have been set, so that every service has done its part. */
    @BeforeAll
    static void start() throws Exception {
        var base = LocalnetProcess.freeBase();
        collector = new Collector();
        ports = new Ports(Integer.parseInt(base));
        localnet = LocalnetProcess.start(
                directory,
                "honest=2,late=1,broken=1",
                Map.of(
                        "ASSAY_TRACING_ENDPOINT",
                        collector.endpoint(),
                        "ASSAY_INFLUX_URL",
                        collector.address(),
                        "ASSAY_INFLUX_API",
                        "v1",
                        "ASSAY_INFLUX_DATABASE",
                        "assay"),
                "--port-base",
                base);
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
        collector.close();
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
                assertThat(documented)
                        .as(sample.name() + " by " + tag)
                        .contains(sample.labels().get(tag));
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
            // That of the workers on one topic, that of the settlement on two.
            await(() -> prometheus.query("assay_lag_records >= 0").size() == 3);
            for (var expression : expressions()) {
                assertThat(prometheus.query(expression).isArray())
                        .as(expression)
                        .isTrue();
            }
        }
    }

    /** From the arrival to the measurement one trace; the verdict is linked to all; the weights go on in the verdict's. */
    @Test
    void tracesShowAGradientFromItsArrivalToTheSubmission() throws Exception {
        await(() -> collector.named("publish WeightsFinalized").size() >= 1
                && collector.named("WindowVerdict").size() >= 2);
        var planned = places("publish WeightsPlanned", "weight-setter-service");
        var verdicts = places("WindowVerdict", "rating-service");
        var deltas = places("publish LossDelta", "evaluation-service");
        var evaluations = places("evaluate", "evaluation-service");
        // What came before may be sent a little later: each service sends by itself.
        await(() -> haveParents(evaluations, places("publish GradientArrived", "gradient-ingest-service"))
                && haveParents(deltas, places("evaluate", "evaluation-service"))
                && haveParents(verdicts, places("publish LossDelta", "evaluation-service"))
                && haveParents(planned, places("WindowVerdict", "rating-service")));
        var arrivals = places("publish GradientArrived", "gradient-ingest-service");
        assertThat(evaluations.values())
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.event())
                        .isEqualTo(Objects.requireNonNull(arrivals.get(parent(span)))
                                .event()));
        areLinked(verdicts);
        assertThat(deltas).isNotEmpty();
        assertThat(planned).isNotEmpty();
    }

    private static boolean haveParents(Map<String, Collector.Span> children, Map<String, Collector.Span> parents) {
        return children.values().stream().allMatch(child -> parents.containsKey(parent(child)));
    }

    /** To every outcome and the end of the window, and to nothing else; two honest miners are measured in a window. */
    private static void areLinked(Map<String, Collector.Span> verdicts) throws Exception {
        await(() -> {
            var settling = places("publish LossDelta", "evaluation-service");
            settling.putAll(places("publish WindowClosed", "gradient-ingest-service"));
            return verdicts.values().stream().allMatch(span -> settling.keySet().containsAll(span.links()));
        });
        var deltas = places("publish LossDelta", "evaluation-service");
        assertThat(verdicts.values())
                .allSatisfy(span -> assertThat(span.links()).contains(parent(span)))
                .anySatisfy(span -> assertThat(span.links().stream().filter(deltas::containsKey))
                        .hasSize(2));
    }

    @Test
    void verdictsAreWrittenAsPoints() throws Exception {
        await(() -> collector.lines().stream().anyMatch(line -> line.startsWith("validator_window_v2,")));
        assertThat(collector.lines())
                .anyMatch(line -> line.startsWith("validator_openskill,") && line.contains(",eval_uid="))
                .anyMatch(line -> line.startsWith("validator_scores,") && line.contains("weight="));
    }

    private static Map<String, Collector.Span> places(String name, String service) {
        var places = new HashMap<String, Collector.Span>();
        for (var span : collector.named(name)) {
            assertThat(span.service()).isEqualTo(service);
            places.put(span.place(), span);
        }
        return places;
    }

    private static String parent(Collector.Span span) {
        return span.trace() + "/" + span.parent();
    }

    /** What would mean a fault of this very run. */
    private static void isQuiet(PrometheusServer prometheus) {
        assertThat(rules(prometheus))
                .filteredOn(rule -> Set.of("AssayVerdictChainBroken", "AssayDeadLetters", "AssayServiceDown")
                        .contains(rule.get("name").asString()))
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.get("state").asString()).isEqualTo("inactive"));
        try {
            assertThat(prometheus
                            .query("sum(assay_verdict_chain_breaks_total)")
                            .at("/0/value/1")
                            .asString())
                    .isEqualTo("0");
            assertThat(prometheus.query("assay_verdict_window >= 1").size()).isOne();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> rules(PrometheusServer prometheus) {
        try {
            return prometheus
                    .get("rules")
                    .at("/data/groups")
                    .valueStream()
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
