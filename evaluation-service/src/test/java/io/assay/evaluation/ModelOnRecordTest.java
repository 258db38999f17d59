package io.assay.evaluation;

import static io.assay.evaluation.Subnet.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assay.evaluation.model.BitFlip;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.service.model.ModelObjects;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Every step tells what the model comes to, and who comes to something else does not go on. */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class ModelOnRecordTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory = Path.of("");

    private static Cluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = new Cluster(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void aWorkerWithOneWrongBitStopsAndBeginsAnew(CapturedOutput output) throws Exception {
        try (var subnet = new Subnet(201);
                var service = service(subnet, "first")) {
            play(subnet, FIRST);
            await().atMost(LIMIT).until(() -> window(service) == FIRST + 1);
            var seat = service.getBean(WorkerPool.class).seats().getFirst();
            var right = subnet.digest();
            assertThat(seat.device().run(seat.bench()::digest)).isEqualTo(right);

            seat.device().run(() -> {
                BitFlip.in(seat.bench());
                return true;
            });
            var wrong = seat.device().run(seat.bench()::digest);
            assertThat(wrong).isNotEqualTo(right);
            play(subnet, FIRST + 1);

            await().atMost(LIMIT).until(() -> count(service, "assay.model.diverged", "owner", "first-1") == 1);
            await().atMost(LIMIT).until(() -> seat.divergence().none() && window(service) == FIRST + 2);
            assertThat(seat.device().run(seat.bench()::digest)).isEqualTo(subnet.digest());
            // Found before the step that it would have led to was told.
            assertThat(errors(output, "first-1"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("first-1", "window 101", right);

            play(subnet, FIRST + 2);
            await().atMost(LIMIT).until(() -> window(service) == FIRST + 3);
            assertThat(seat.device().run(seat.bench()::digest)).isEqualTo(subnet.digest());
        }
    }

    @Test
    void nobodyGoesOnFromADigestThatTheStepsDoNotLeadTo(CapturedOutput output) throws Exception {
        try (var subnet = new Subnet(202);
                var service = service(subnet, "second")) {
            cluster.publish(new ModelAdvanced(202, FIRST, 0, 0.001, 0, List.of(), null, "0".repeat(64)));
            var measured = subnet.noise(FIRST, 0);
            cluster.pin(measured);
            cluster.publish(subnet.opened(FIRST, 1));
            cluster.publish(subnet.arrived(FIRST, measured));
            await().atMost(LIMIT).until(() -> deltas(subnet, FIRST).size() == 1);
            cluster.publish(subnet.verdict(FIRST));
            await().atMost(LIMIT).until(() -> count(service, "assay.model.diverged", "owner", "second-1") >= 2);

            var job = subnet.noise(FIRST + 1, 0);
            cluster.pin(job);
            cluster.publish(subnet.opened(FIRST + 1, 1));
            cluster.publish(subnet.arrived(FIRST + 1, job));
            cluster.publish(subnet.closed(FIRST + 1, 1, List.of(job)));
            await().atMost(LIMIT).until(() -> output.getOut().contains("the aggregator leaves the election"));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(window(service)).isEqualTo(-1);
            assertThat(health(service)).contains("OUT_OF_SERVICE");
            assertThat(outcomes(subnet)).hasSize(2).noneMatch(event -> event.window() > FIRST);
            assertThat(errors(output, "second-1"))
                    .last()
                    .asString()
                    .contains("loaded anew it differs too", "0".repeat(64), "Look at");
        }
    }

    @Test
    void aWorkerOnAnEmptyDiskCatchesUpFromTheCheckpoint(CapturedOutput output) throws Exception {
        var last = FIRST + 59;
        try (var subnet = new Subnet(203, "{\"checkpoint_frequency\": 25}");
                var service = service(subnet, "old")) {
            for (var window = FIRST; window <= last; window++) {
                play(subnet, window);
            }
            await().atMost(LIMIT).until(() -> step(subnet, last) != null);
            assertThat(Objects.requireNonNull(step(subnet, last)).modelDigest()).isEqualTo(subnet.digest());
            var objects = new ModelObjects(
                    cluster.store, Subnet.BUCKET, 203, subnet.hparams.model().parameterCount());
            await().atMost(LIMIT).until(() -> objects.checkpoints().equals(List.of(FIRST + 25, FIRST + 50)));
            await().atMost(LIMIT).until(() -> window(service) == last + 1);
            forgetAggregates(subnet, FIRST + 50);
            var late = subnet.noise(FIRST + 10, 0);
            cluster.publish(subnet.arrived(FIRST + 10, late));

            try (var newcomer = service(subnet, "new", "--assay.evaluation.worker-group=newcomers")) {
                await().atMost(LIMIT).until(() -> window(newcomer) == last + 1);
                // The job of the first window, and the late one.
                await().atMost(LIMIT)
                        .until(() -> count(newcomer, "assay.evaluation.skipped", "reason", "settled") == 2);
                assertThat(gauge(newcomer, "assay.model.behind")).isZero();
                assertThat(output.getOut())
                        .contains("new-1 begins at window 150, 10 steps behind the record")
                        .contains("new-1 has caught up at window 160, after 10 steps");
                assertThat(digest(newcomer)).isEqualTo(subnet.digest()).isEqualTo(digest(service));

                var ahead = subnet.noise(last + 2, 0);
                cluster.pin(ahead);
                cluster.publish(subnet.arrived(last + 2, ahead));
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                assertThat(deltas(subnet, last + 2)).isEmpty();
                play(subnet, last + 1);
                await().atMost(LIMIT)
                        .until(() -> deltas(subnet, last + 2).stream()
                                .anyMatch(delta -> delta.evaluator().equals("new-1")));
                assertThat(digest(newcomer)).isEqualTo(subnet.digest());
            }
        }
    }

    /** One peer's gradient moves the model, and the window is settled. */
    private static void play(Subnet subnet, long window) {
        var uploaded = subnet.noise(window, 0);
        cluster.pin(uploaded);
        cluster.publish(subnet.opened(window, 1));
        if (window == FIRST) {
            // A worker has no model before its first job.
            cluster.publish(subnet.arrived(window, uploaded));
            await().atMost(LIMIT).until(() -> !deltas(subnet, window).isEmpty());
        }
        cluster.publish(subnet.closed(window, 1, List.of(uploaded)));
        cluster.publish(subnet.verdict(window));
        subnet.advance(window, List.of(uploaded));
    }

    /** Whoever began before the newest checkpoint would now fail. */
    private static void forgetAggregates(Subnet subnet, long before) {
        outcomes(subnet).stream()
                .filter(ModelAdvanced.class::isInstance)
                .map(event -> Objects.requireNonNull(((ModelAdvanced) event).aggregate()))
                .filter(pinned -> pinned.key().compareTo(ObjectKeys.aggregate(203, before, "0".repeat(64))) < 0)
                .forEach(pinned ->
                        cluster.store.delete(Subnet.BUCKET, pinned.key()).block());
    }

    private static ConfigurableApplicationContext service(Subnet subnet, String name, String... more)
            throws IOException {
        var netuid = subnet.hparams.netuid();
        var args = new ArrayList<>(List.of(
                "--assay.evaluation.name=" + name,
                "--assay.evaluation.directory=" + directory.resolve(name),
                "--assay.evaluation.worker-group=evaluators-" + netuid,
                "--assay.evaluation.aggregator-group=aggregators-" + netuid));
        args.addAll(List.of(more));
        return cluster.service(subnet.hparams, args.toArray(String[]::new));
    }

    private static List<String> errors(CapturedOutput output, String owner) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains(" ERROR ") && line.contains(owner + " stops"))
                .toList();
    }

    private static List<Event> outcomes(Subnet subnet) {
        return cluster.outcomes.stream()
                .filter(event -> event.netuid() == subnet.hparams.netuid())
                .toList();
    }

    private static @Nullable ModelAdvanced step(Subnet subnet, long window) {
        return outcomes(subnet).stream()
                .filter(event -> event instanceof ModelAdvanced step && step.window() == window)
                .map(ModelAdvanced.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static List<LossDelta> deltas(Subnet subnet, long window) {
        return outcomes(subnet).stream()
                .filter(event -> event instanceof LossDelta delta && delta.window() == window)
                .map(LossDelta.class::cast)
                .toList();
    }

    private static long window(ConfigurableApplicationContext service) {
        return service.getBean(WorkerPool.class).seats().getFirst().bench().window();
    }

    private static String digest(ConfigurableApplicationContext service) throws Exception {
        var seat = service.getBean(WorkerPool.class).seats().getFirst();
        return Objects.requireNonNull(seat.device().run(seat.bench()::digest));
    }

    private static double count(ConfigurableApplicationContext service, String name, String... tags) {
        return service.getBean(MeterRegistry.class).counter(name, tags).count();
    }

    private static double gauge(ConfigurableApplicationContext service, String name) {
        return service.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    private static String health(ConfigurableApplicationContext service) throws IOException, InterruptedException {
        var port = service.getEnvironment().getRequiredProperty("local.management.port");
        var uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
