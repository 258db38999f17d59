package io.assay.rating.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.figures.Outbox.Backoff;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.record.Chain;
import io.assay.rating.record.Position;
import io.assay.rating.record.RecordedVerdict;
import io.assay.service.settings.InvalidSettingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MlflowSinkTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final Instant TIME = Instant.ofEpochMilli(1_760_000_000_000L);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static MlflowSettings settings(String url, @Nullable String token) {
        return new MlflowSettings(url, "two words", token, "user", "hidden", 100, Duration.ofSeconds(5));
    }

    private MlflowSink sink(TrackingServer server) {
        return new MlflowSink(settings(server.url(), "t0ken"), SHORT, meters);
    }

    private static void send(MlflowSink sink, WindowVerdict verdict) {
        var recorded = new RecordedVerdict(
                verdict, new byte[0], new Position(0, verdict.window()), TIME.plusSeconds(verdict.window()));
        sink.settled(recorded, WindowFigures.of(recorded));
    }

    private double items(String outcome) {
        return meters.counter("assay.export.items", "sink", "mlflow", "outcome", outcome)
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    @Test
    void aRunHasTheParametersAndAStepForEachWindow() throws Exception {
        try (var server = new TrackingServer("Bearer t0ken")) {
            var chain = new Chain(3, 4);
            var first = chain.next(1);
            try (var sink = sink(server)) {
                send(sink, first);
                send(sink, chain.next(2));
                await(() -> items("sent") == 2);
            }
            assertThat(server.experiments).containsOnlyKeys("two words");
            var run = server.runs.values().iterator().next();
            assertThat(run.tags)
                    .containsEntry("assay.netuid", "3")
                    .containsEntry("assay.hparams_digest", first.hparamsDigest());
            assertThat(run.parameters)
                    .containsEntry("openskill_beta", "20.0")
                    .containsEntry("uids_per_window", "256")
                    .containsKey("model");
            assertThat(run.metrics)
                    .containsEntry("peers_scored@1@1760000001000", 4.0)
                    .containsEntry("loss_random_before@2@1760000002000", 2.0)
                    .containsEntry("gather_success@2@1760000002000", 1.0)
                    .containsKeys("weights_entropy@1@1760000001000", "loss_own_after@1@1760000001000");
        }
    }

    @Test
    void aRestartGoesOnWithTheRunAndChangesNothingThatIsThere() throws Exception {
        try (var server = new TrackingServer("Bearer t0ken")) {
            var chain = new Chain(3, 4);
            var first = chain.next(1);
            try (var sink = sink(server)) {
                send(sink, first);
                await(() -> items("sent") == 1);
            }
            var logged = server.logged();
            try (var sink = sink(server)) {
                send(sink, first);
                await(() -> items("sent") == 2);
                assertThat(server.logged()).isEqualTo(logged);
                send(sink, new Chain(9, 2).next(1));
                await(() -> items("sent") == 3);
            }
            assertThat(server.runs.values())
                    .extracting(run -> run.tags.get("assay.netuid"))
                    .containsExactly("3", "9");
            assertThat(server.experiments).hasSize(1);
        }
    }

    @Test
    void aServerThatIsBusyOrWasEmptiedIsTriedAgain() throws Exception {
        try (var server = new TrackingServer("Bearer t0ken")) {
            server.busy = 3;
            var chain = new Chain(3, 2);
            try (var sink = sink(server)) {
                send(sink, chain.next(1));
                await(() -> items("sent") == 1);
                assertThat(server.calls).contains("experiments/get-by-name 503", "runs/log-batch 200");
                server.forgetAll();
                send(sink, chain.next(2));
                await(() -> items("sent") == 2);
                assertThat(server.calls).contains("runs/log-batch 404");
                assertThat(server.runs).hasSize(1);
            }
            assertThat(items("refused") + items("dropped")).isZero();
        }
    }

    @Test
    void aWrongTokenWaitsForAnOperator() throws Exception {
        try (var server = new TrackingServer("Bearer other");
                var sink = sink(server)) {
            send(sink, new Chain(3, 2).next(1));
            await(() -> server.calls.size() >= 2);
            assertThat(items("sent") + items("refused") + items("dropped")).isZero();
        }
    }

    @Test
    void settingsKeepTheirSecrets() {
        assertThat(settings("http://localhost:5000", "hidden")).asString().doesNotContain("hidden");
        assertThat(settings("http://localhost:5000", null).authorization())
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic "));
        assertThatThrownBy(() -> settings("http://u:hidden@localhost:5000", null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> settings("localhost", null)).hasMessageContaining("assay.mlflow.url");
    }
}
