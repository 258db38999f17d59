package io.assay.evaluation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assay.embedded.EmbeddedKafka;
import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.job.JobOutcome;
import io.assay.evaluation.job.JobStep;
import io.assay.evaluation.job.Jobs;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.metrics.Postponement;
import io.assay.evaluation.model.TestBatches;
import io.assay.gradient.PackedSigns;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.Upload;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EvaluationWorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory = Path.of("");

    private static final JobStep DONE = new JobStep.Ended(new JobOutcome.Done());

    private static EmbeddedKafka kafka;
    private static KafkaSettings settings;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> measured = new CopyOnWriteArrayList<>();
    private final List<Integer> deliveries = new CopyOnWriteArrayList<>();
    private volatile long reachable = Long.MAX_VALUE;
    private final AtomicBoolean fit = new AtomicBoolean(true);
    private final CountDownLatch idled = new CountDownLatch(3);

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        settings = new KafkaSettings(kafka.bootstrapServers(), (short) 1);
        TopicDeclaration.declare(settings);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void renewsTheLockWhileAJobRunsAndAcceptsItOnce() {
        var end = new CountDownLatch(1);
        try (var worker = worker("renewing", 0, Set.of(1L, 2L, 3L), Duration.ofMillis(500), event -> {
            if (event.window() == 1) {
                hold(end);
            }
            return DONE;
        })) {
            worker.start();
            publish(1);
            await().atMost(LIMIT).until(() -> renewals() >= 3);
            publish(2);
            assertThat(measured).containsExactly(1L);

            end.countDown();
            await().atMost(LIMIT).until(() -> measured.contains(2L));
        }
        try (var next = worker("renewing", 0, Set.of(1L, 2L, 3L), Duration.ofSeconds(5), _ -> DONE)) {
            next.start();
            publish(3);
            await().atMost(LIMIT).until(() -> measured.contains(3L));
        }
        assertThat(measured).containsExactly(1L, 2L, 3L);
        assertThat(deliveries).containsOnly(1);
    }

    @Test
    void isGivenAReleasedJobOnceMoreThanItMayBeTried() {
        try (var worker = worker(
                "releasing",
                0,
                Set.of(4L),
                Duration.ofSeconds(5),
                _ -> new JobStep.Ended(new JobOutcome.Postponed(Postponement.FAULT, "as the test wants it")))) {
            worker.start();
            publish(4);
            await().atMost(LIMIT).until(() -> deliveries.contains(5));
        }
        assertThat(deliveries).containsExactly(1, 2, 3, 4, 5);
        assertThat(acknowledged("release")).isEqualTo(4);
        assertThat(meters.counter("assay.evaluation.postponed", "reason", "fault")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void preparesTheNextOnesWhileOneIsMeasuredAndRenewsThemAll() {
        var end = new CountDownLatch(1);
        try (var worker = worker("ahead", 2, Set.of(5L, 6L, 7L, 8L, 9L), Duration.ofMillis(500), _ -> {
            hold(end);
            return DONE;
        })) {
            worker.start();
            for (var window = 5; window <= 9; window++) {
                publish(window);
            }
            await().atMost(LIMIT).until(() -> prepared("ahead") == 2);
            await().atMost(LIMIT).until(() -> renewals() >= 9);
            assertThat(deliveries).hasSize(3);
            assertThat(measured).hasSize(1);

            end.countDown();
            await().atMost(LIMIT).until(() -> measured.size() == 5);
        }
        assertThat(measured).containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 9L);
        assertThat(deliveries).containsOnly(1);
    }

    @Test
    void handsOnWhatIsOnlyPreparedWhenItStops() {
        var end = new CountDownLatch(1);
        var stopping = worker("stopping", 2, Set.of(10L, 11L, 12L), Duration.ofSeconds(5), _ -> {
            hold(end);
            return DONE;
        });
        try (var next = worker("stopping", 0, Set.of(10L, 11L, 12L, 16L), Duration.ofSeconds(5), _ -> DONE)) {
            stopping.start();
            publish(10);
            publish(11);
            publish(12);
            await().atMost(LIMIT).until(() -> prepared("stopping") == 2);
            next.start();
            publish(16);
            await().atMost(LIMIT).until(() -> measured.contains(16L));
            var closing = Thread.ofVirtual().start(stopping::close);
            await().atMost(LIMIT).until(() -> measured.size() == 4);
            end.countDown();
            await().atMost(LIMIT).until(() -> !closing.isAlive());
            assertThat(acknowledged("release")).isEqualTo(2);
        }
        assertThat(measured).containsExactlyInAnyOrder(10L, 11L, 12L, 16L);
        assertThat(deliveries).containsExactlyInAnyOrder(1, 1, 1, 1, 2, 2);
    }

    @Test
    void rejectsWhatCanNeverBeMeasuredAndNeverSeesItAgain() {
        try (var worker = worker(
                "rejecting",
                1,
                Set.of(13L, 14L),
                Duration.ofSeconds(5),
                event -> event.window() == 13 ? new JobStep.Ended(new JobOutcome.Unmeasurable()) : DONE)) {
            worker.start();
            publish(13);
            publish(14);
            await().atMost(LIMIT).until(() -> measured.size() == 2 && acknowledged("reject") == 1);
        }
        assertThat(deliveries).containsExactly(1, 1);
    }

    @Test
    void waitsForAWindowThatTheModelCannotReachAndGoesOnWithOthers() {
        reachable = 20;
        try (var worker = worker("waiting", 1, Set.of(15L, 25L), Duration.ofSeconds(5), _ -> DONE)) {
            worker.start();
            publish(25);
            await().atMost(LIMIT).until(() -> prepared("waiting") == 1);
            publish(15);
            await().atMost(LIMIT).until(() -> measured.contains(15L));
            assertThat(measured).containsExactly(15L);

            reachable = 25;
            worker.wake();
            await().atMost(LIMIT).until(() -> measured.contains(25L));
        }
        assertThat(deliveries).containsOnly(1);
    }

    @Test
    void takesNothingWhileItsModelIsNotFit() throws InterruptedException {
        fit.set(false);
        try (var worker = worker("unfit", 1, Set.of(17L), Duration.ofSeconds(5), _ -> DONE)) {
            worker.start();
            publish(17);
            idled.await();
            assertThat(deliveries).isEmpty();
            assertThat(worker.ready()).isFalse();

            fit.set(true);
            await().atMost(LIMIT).until(() -> measured.contains(17L) && worker.ready());
        }
        assertThat(deliveries).containsExactly(1);
    }

    @Test
    void handsOnWhatItHoldsWhenItsModelIsNotFitAnyMore() {
        reachable = 17;
        try (var worker = worker("unfit-later", 1, Set.of(18L), Duration.ofSeconds(5), _ -> DONE)) {
            worker.start();
            publish(18);
            await().atMost(LIMIT).until(() -> prepared("unfit-later") == 1);
            fit.set(false);
            await().atMost(LIMIT).until(() -> acknowledged("release") == 1);
            assertThat(prepared("unfit-later")).isZero();

            reachable = 18;
            fit.set(true);
            await().atMost(LIMIT).until(() -> measured.contains(18L));
        }
        assertThat(deliveries).containsExactly(1, 2);
    }

    private EvaluationWorker worker(
            String group, int prefetch, Set<Long> windows, Duration renewEvery, Function<Event, JobStep> job) {
        var share = new ShareGroup(group, Duration.ofSeconds(15));
        try (var admin = Admin.create(KafkaClients.common(settings))) {
            share.configure(admin);
        }
        var dead = new KafkaProducer<>(
                KafkaClients.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        return new EvaluationWorker(
                new EvaluationWorker.Terms(group, prefetch, renewEvery, LIMIT, 4),
                () -> share.member(settings),
                new Recorded(windows, job),
                new Device(group, dead),
                new DeadLetters(dead, meters),
                new EvaluationMeters(meters),
                Traces.off(),
                InstantSource.system());
    }

    private double renewals() {
        return meters.counter("assay.evaluation.renewals").count();
    }

    private double acknowledged(String as) {
        return meters.counter("assay.evaluation.acknowledged", "as", as).count();
    }

    private double prepared(String worker) {
        return meters.get("assay.evaluation.prepared")
                .tag("worker", worker)
                .gauge()
                .value();
    }

    private static void publish(long window) {
        var upload = new Upload("miner", "gradient", "etag", 10, Instant.EPOCH);
        var pinned = new PinnedObject("assay", "pinned", 10, "0".repeat(64));
        var event = new GradientArrived(3, window, 0, 1, "5" + "z".repeat(47), true, "0x01", upload, pinned);
        try (var producer =
                new KafkaProducer<>(KafkaClients.producer(settings), new StringSerializer(), new EventSerializer())) {
            var _ = producer.send(new ProducerRecord<>(Topics.GRADIENT_ARRIVALS.topic(), event.partitionKey(), event));
        }
    }

    private static void hold(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes each preparation and measurement of this test's own records. */
    private final class Recorded implements Jobs {
        private final Set<Long> windows;
        private final Function<Event, JobStep> job;

        Recorded(Set<Long> windows, Function<Event, JobStep> job) {
            this.windows = windows;
            this.job = job;
        }

        @Override
        public void start() {}

        @Override
        public boolean fit() {
            return fit.get();
        }

        @Override
        public boolean ahead(OptionalLong held) {
            idled.countDown();
            return false;
        }

        @Override
        public boolean reachable(long window) {
            return window <= reachable;
        }

        @Override
        public JobStep prepare(Event event, Delivery delivery) {
            if (!windows.contains(event.window())) {
                return DONE;
            }
            deliveries.add(delivery.count());
            if (delivery.tooOften()) {
                return DONE;
            }
            var signs = PackedSigns.fromBytes(new byte[1], 8);
            return new JobStep.Prepared(
                    (GradientArrived) event, delivery, signs, null, new TestBatches(List.of(), List.of()));
        }

        @Override
        public JobStep measure(JobStep.Prepared prepared) {
            measured.add(prepared.job().window());
            return job.apply(prepared.job());
        }

        @Override
        public JobStep publish(Event outcome) {
            return DONE;
        }
    }
}
