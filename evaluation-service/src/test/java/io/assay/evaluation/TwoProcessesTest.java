package io.assay.evaluation;

import static io.assay.evaluation.Subnet.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes share a window's jobs, and one of them dies without a word. */
@Timeout(180)
class TwoProcessesTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final int JOBS = 32;
    private static final int BEFORE_THE_KILL = 6;

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostWithAWorkerAndAllModelsAgree() throws Exception {
        try (var cluster = new Cluster(directory);
                var subnet = new Subnet(77, "{\"own_sample_batches\": 4, \"random_sample_batches\": 64}");
                var survivor = start(cluster, subnet, "survivor");
                var victim = start(cluster, subnet, "victim")) {
            var uploads = IntStream.range(0, JOBS)
                    .mapToObj(uid -> subnet.noise(FIRST, uid))
                    .toList();
            uploads.forEach(cluster::pin);
            await().atMost(LIMIT).until(() -> survivor.ready() && victim.ready());
            cluster.publish(subnet.opened(FIRST, JOBS));

            uploads.forEach(uploaded -> cluster.publish(subnet.arrived(FIRST, uploaded)));
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> keys(cluster).count() >= BEFORE_THE_KILL && by(cluster, "victim") > 0);
            victim.kill();
            assertThat(keys(cluster).distinct().count()).isLessThan(JOBS);

            await().atMost(LOCK.multipliedBy(2))
                    .until(() -> keys(cluster).distinct().count() == JOBS);
            assertThat(keys(cluster).distinct()).containsExactlyInAnyOrderElementsOf(expected(subnet));
            assertThat(by(cluster, "survivor")).isPositive();

            cluster.publish(subnet.closed(FIRST, JOBS, uploads));
            await().atMost(LIMIT).until(() -> cluster.outcomes.stream().anyMatch(ModelAdvanced.class::isInstance));
            cluster.publish(subnet.verdict(FIRST));
            subnet.advance(FIRST, uploads);
            try (var fresh = start(cluster, subnet, "fresh")) {
                for (var process : List.of(survivor, fresh)) {
                    await().atMost(LIMIT)
                            .untilAsserted(() -> assertThat(process.get("/api/v1/model?digest=true"))
                                    .contains("\"window\":" + (FIRST + 1))
                                    .contains(subnet.digest()));
                }
            }
        }
    }

    private WorkerProcess start(Cluster cluster, Subnet subnet, String name) throws IOException {
        var arguments = cluster.arguments(
                subnet.hparams,
                "--assay.evaluation.lock-duration=" + LOCK.toSeconds() + "s",
                "--assay.evaluation.threads=1");
        return WorkerProcess.start(directory.resolve(name), arguments);
    }

    private static Stream<String> keys(Cluster cluster) {
        return cluster.outcomes.stream().filter(LossDelta.class::isInstance).map(Event::idempotencyKey);
    }

    private static List<String> expected(Subnet subnet) {
        return IntStream.range(0, JOBS)
                .mapToObj(uid -> subnet.hparams.netuid() + "/" + FIRST + "/" + Subnet.hotkey(uid) + "/evaluation")
                .toList();
    }

    private static long by(Cluster cluster, String name) {
        return cluster.outcomes.stream()
                .filter(event ->
                        event instanceof LossDelta delta && delta.evaluator().startsWith(name))
                .count();
    }
}
