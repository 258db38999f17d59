package io.assay.evaluation;

import static io.assay.evaluation.Subnet.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.assay.protocol.Topics;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PinnedObject;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(180)
class EvaluationServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PEERS = 4;

    @TempDir
    static Path directory = Path.of("");

    private static Cluster cluster;

    private Subnet subnet;
    private ConfigurableApplicationContext service;

    @BeforeAll
    static void startCluster() {
        cluster = new Cluster(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    /** Each test has a subnet of its own on the same topics. */
    @BeforeEach
    void start(TestInfo test) throws IOException {
        subnet = new Subnet(Math.floorMod(test.getDisplayName().hashCode(), 50_000));
        service = startService();
    }

    @AfterEach
    void stop() {
        service.close();
        subnet.close();
    }

    private ConfigurableApplicationContext startService(String... more) throws IOException {
        var netuid = subnet.hparams.netuid();
        var args = new ArrayList<>(List.of(more));
        args.add("--assay.evaluation.worker-group=evaluators-" + netuid);
        args.add("--assay.evaluation.aggregator-group=aggregators-" + netuid);
        return cluster.service(subnet.hparams, args.toArray(String[]::new));
    }

    @Test
    void measuresMergesAndGoesOnAfterARestart() throws Exception {
        awaitReadiness();
        var first = play(FIRST);
        await().atMost(LIMIT)
                .until(() -> deltas(FIRST).size() == PEERS && !steps(FIRST).isEmpty());
        subnet.advance(FIRST, first);

        cluster.publish(subnet.verdict(FIRST));
        await().atMost(LIMIT).until(() -> count("assay.model.checkpoints") == 1);
        service.close();
        service = startService();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(get("/api/v1/model")).contains("\"window\":" + (FIRST + 1)));
        var second = play(FIRST + 1);
        await().atMost(LIMIT)
                .until(() ->
                        deltas(FIRST + 1).size() == PEERS && !steps(FIRST + 1).isEmpty());
        subnet.advance(FIRST + 1, second);

        assertThat(steps(FIRST)).hasSize(1);
        assertThat(steps(FIRST + 1)).hasSize(1).first().satisfies(step -> {
            assertThat(step.gathered()).hasSize(PEERS);
            assertThat(step.learningRate()).isEqualTo(subnet.hparams.learningRateAt(1));
        });
        assertThat(deltas(FIRST)).hasSize(PEERS).allSatisfy(EvaluationServiceTest::isInSync);
        assertThat(deltas(FIRST + 1)).hasSize(PEERS).allSatisfy(EvaluationServiceTest::isInSync);
        assertThat(honest())
                .hasSize(2 * (PEERS - 1))
                .allSatisfy(delta -> assertThat(delta.own().improvement()).isPositive());
        assertThat(randomBefore(FIRST)).hasSize(1).isNotEqualTo(randomBefore(FIRST + 1));
        assertThat(randomBefore(FIRST + 1)).hasSize(1);

        cluster.publish(subnet.verdict(FIRST + 1));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(get("/api/v1/model?digest=true"))
                        .contains("\"window\":" + (FIRST + 2))
                        .contains(subnet.digest()));
        assertThat(get("/api/v1/evaluations?window=" + (FIRST + 1))).contains("measured", Subnet.hotkey(0));
        assertThat(get("/api/v1/evaluations?window=7")).isEqualTo("[]");
    }

    @Test
    void measuresLossesBeforeFromTheClosingBlockOn() throws Exception {
        cluster.publish(subnet.opened(FIRST, PEERS));
        cluster.publish(subnet.closing(FIRST));
        await().atMost(LIMIT).until(() -> baselines("ahead") == PEERS + 1);
        var ownBefore = subnet.ownLoss(FIRST, 0);
        var randomBefore = subnet.randomLoss(FIRST);

        var first = play(FIRST);
        await().atMost(LIMIT)
                .until(() -> deltas(FIRST).size() == PEERS && !steps(FIRST).isEmpty());
        assertThat(deltas(FIRST))
                .allSatisfy(delta -> assertThat(delta.random().before()).isCloseTo(randomBefore, within(1e-6)))
                .filteredOn(delta -> delta.uid() == 0)
                .hasSize(1)
                .allSatisfy(delta -> assertThat(delta.own().before()).isCloseTo(ownBefore, within(1e-6)));
        assertThat(deltas(FIRST)).allSatisfy(EvaluationServiceTest::isInSync);

        subnet.advance(FIRST, first);
        cluster.publish(subnet.opened(FIRST + 1, PEERS));
        cluster.publish(subnet.closing(FIRST + 1));
        await().atMost(LIMIT).until(() -> baselines("ahead") == 2 * (PEERS + 1));
        var nextBefore = subnet.randomLoss(FIRST + 1);
        var _ = play(FIRST + 1);
        await().atMost(LIMIT).until(() -> deltas(FIRST + 1).size() == PEERS);
        assertThat(deltas(FIRST + 1))
                .allSatisfy(delta -> assertThat(delta.random().before()).isCloseTo(nextBefore, within(1e-6)));
        assertThat(baselines("at_once")).isZero();
    }

    @Test
    void measuresALateGradientOnTheModelOfItsOwnWindow() throws Exception {
        var late = subnet.honest(FIRST, PEERS);
        var first = play(FIRST);
        await().atMost(LIMIT)
                .until(() -> deltas(FIRST).size() == PEERS && !steps(FIRST).isEmpty());
        subnet.advance(FIRST, first);
        var _ = play(FIRST + 1);
        await().atMost(LIMIT).until(() -> deltas(FIRST + 1).size() == PEERS);

        cluster.pin(late);
        cluster.publish(subnet.arrived(FIRST, late));

        await().atMost(LIMIT).until(() -> deltas(FIRST).size() == PEERS + 1);
        assertThat(randomBefore(FIRST)).hasSize(1);
        assertThat(deltas(FIRST)).allSatisfy(EvaluationServiceTest::isInSync);
    }

    @Test
    void acceptsWhatIsNoJobAndCountsEach() throws Exception {
        var honest = subnet.honest(FIRST, 0);
        cluster.pin(honest);
        var job = subnet.arrived(FIRST, honest);
        cluster.publish(job);
        await().atMost(LIMIT).until(() -> deltas(FIRST).size() == 1);

        var buried = cluster.deadLetters(Topics.GRADIENT_ARRIVALS);
        cluster.publish(job);
        cluster.publishPoison(Topics.GRADIENT_ARRIVALS, "no event".getBytes(StandardCharsets.UTF_8));
        cluster.publish(subnet.arrived(FIRST, 1, honest.pinned(), false));
        var gone = new PinnedObject(Subnet.BUCKET, "gone", 10, "0".repeat(64));
        cluster.publish(subnet.arrived(FIRST, 2, gone, true));
        cluster.publish(subnet.arrived(FIRST, 3, honest.pinned(), true));

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(count("assay.evaluation.skipped", "reason", "duplicate")).isEqualTo(1);
            assertThat(count("assay.evaluation.skipped", "reason", "not_drawn")).isEqualTo(1);
            assertThat(count("assay.evaluations", "outcome", "object_unavailable"))
                    .isEqualTo(2);
            assertThat(cluster.deadLetters(Topics.GRADIENT_ARRIVALS)).isEqualTo(buried + 1);
        });
        await().atMost(LIMIT).until(() -> outcomes().size() == 3);
        assertThat(deltas(FIRST)).hasSize(1);
        assertThat(outcomes())
                .filteredOn(EvaluationFailed.class::isInstance)
                .extracting(event -> ((EvaluationFailed) event).reason())
                .containsOnly(EvaluationFailure.OBJECT_UNAVAILABLE);
        assertThat(count("assay.evaluations", "outcome", "measured")).isEqualTo(1);
        await().atMost(LIMIT).until(() -> count("assay.evaluation.acknowledged", "as", "reject") == 3);
        assertThat(count("assay.evaluation.postponed", "reason", "fault")).isZero();
    }

    @Test
    void advancesWithoutGradientsAndOverWindowsThatNeverClosed() {
        cluster.publish(subnet.opened(FIRST, PEERS));
        cluster.publish(subnet.closed(FIRST, PEERS, List.of()));
        cluster.publish(subnet.closed(FIRST + 3, PEERS, List.of()));
        cluster.publish(subnet.closed(FIRST + 3, PEERS, List.of()));

        await().atMost(LIMIT).until(() -> !steps(FIRST + 3).isEmpty());
        assertThat(outcomes())
                .extracting(event -> event.window())
                .containsExactly(FIRST, FIRST + 1, FIRST + 2, FIRST + 3);
        assertThat(outcomes()).allSatisfy(event -> {
            var step = (ModelAdvanced) event;
            assertThat(step.aggregate()).isNull();
            assertThat(step.globalStep()).isEqualTo(step.window() - FIRST);
        });
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(count("assay.model.steps.repeated")).isEqualTo(1));
    }

    @Test
    void givesUpAJobThatWasDeliveredTooOften() throws IOException {
        service.close();
        service = startService("--assay.evaluation.patience=0s");
        var buried = cluster.deadLetters(Topics.GRADIENT_ARRIVALS);
        var ahead = subnet.honest(FIRST + 1, 0);
        cluster.pin(ahead);

        cluster.publish(subnet.arrived(FIRST + 1, ahead));

        await().atMost(LIMIT).until(() -> !outcomes().isEmpty());
        assertThat(outcomes())
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        EvaluationFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(EvaluationFailure.REDELIVERED_TOO_OFTEN));
        assertThat(count("assay.evaluation.postponed", "reason", "step_missing"))
                .isEqualTo(4);
        await().atMost(LIMIT).until(() -> cluster.deadLetters(Topics.GRADIENT_ARRIVALS) > buried);
    }

    private List<Subnet.Uploaded> play(long window) {
        cluster.publish(subnet.opened(window, PEERS));
        var uploads = new ArrayList<Subnet.Uploaded>();
        for (var uid = 0; uid < PEERS - 1; uid++) {
            uploads.add(subnet.honest(window, uid));
        }
        uploads.add(subnet.noise(window, PEERS - 1));
        uploads.forEach(cluster::pin);
        uploads.forEach(uploaded -> cluster.publish(subnet.arrived(window, uploaded)));
        cluster.publish(subnet.closed(window, PEERS, uploads));
        return uploads;
    }

    private void awaitReadiness() {
        var port = service.getEnvironment().getRequiredProperty("local.management.port");
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(get(port, "/actuator/health/readiness")).contains("\"status\":\"UP\""));
    }

    private List<Event> outcomes() {
        return cluster.outcomes.stream()
                .filter(event -> event.netuid() == subnet.hparams.netuid())
                .toList();
    }

    private List<LossDelta> deltas(long window) {
        return outcomes().stream()
                .filter(event -> event instanceof LossDelta && event.window() == window)
                .map(LossDelta.class::cast)
                .toList();
    }

    private List<LossDelta> honest() {
        return outcomes().stream()
                .filter(event -> event instanceof LossDelta delta && delta.uid() < PEERS - 1)
                .map(LossDelta.class::cast)
                .toList();
    }

    private List<ModelAdvanced> steps(long window) {
        return outcomes().stream()
                .filter(event -> event instanceof ModelAdvanced && event.window() == window)
                .map(ModelAdvanced.class::cast)
                .toList();
    }

    private List<Double> randomBefore(long window) {
        return deltas(window).stream()
                .map(delta -> delta.random().before())
                .distinct()
                .toList();
    }

    private static void isInSync(LossDelta delta) {
        assertThat(delta.stepsBehind()).isZero();
    }

    private double baselines(String when) {
        return count("assay.evaluation.baselines", "when", when);
    }

    private double count(String name, String... tags) {
        return service.getBean(MeterRegistry.class).counter(name, tags).count();
    }

    private String get(String path) throws IOException, InterruptedException {
        return get(service.getEnvironment().getRequiredProperty("local.server.port"), path);
    }

    private static String get(String port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
