package io.assay.evaluation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assay.embedded.EmbeddedKafka;
import io.assay.evaluation.core.Delivery;
import io.assay.evaluation.job.JobOutcome;
import io.assay.evaluation.job.Jobs;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.evaluation.metrics.Postponement;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.KafkaClients;
import io.assay.service.kafka.TopicDeclaration;
import io.assay.service.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
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

    private static EmbeddedKafka kafka;
    private static KafkaSettings settings;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final List<Integer> deliveries = new CopyOnWriteArrayList<>();
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
        try (var worker = worker("renewing", Set.of(1L, 2L, 3L), Duration.ofMillis(500), (event, _) -> {
            if (event.window() == 1) {
                hold(end);
            }
            return new JobOutcome.Done();
        })) {
            worker.start();
            publish(1);
            await().atMost(LIMIT)
                    .until(() -> meters.counter("assay.evaluation.renewals").count() >= 3);
            publish(2);
            assertThat(begun).containsExactly(1L);

            end.countDown();
            await().atMost(LIMIT).until(() -> begun.contains(2L));
        }
        try (var next =
                worker("renewing", Set.of(1L, 2L, 3L), Duration.ofSeconds(5), (_, _) -> new JobOutcome.Done())) {
            next.start();
            publish(3);
            await().atMost(LIMIT).until(() -> begun.contains(3L));
        }
        assertThat(begun).containsExactly(1L, 2L, 3L);
        assertThat(deliveries).containsOnly(1);
    }

    @Test
    void isGivenAReleasedJobOnceMoreThanItMayBeTried() {
        try (var worker = worker(
                "releasing",
                Set.of(4L),
                Duration.ofSeconds(5),
                (_, delivery) -> delivery.tooOften()
                        ? new JobOutcome.Done()
                        : new JobOutcome.Postponed(Postponement.FAULT, "as the test wants it"))) {
            worker.start();
            publish(4);
            await().atMost(LIMIT).until(() -> deliveries.contains(5));
        }
        assertThat(deliveries).containsExactly(1, 2, 3, 4, 5);
        assertThat(meters.counter("assay.evaluation.postponed", "reason", "fault")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void takesNothingWhileItsModelIsNotFit() throws InterruptedException {
        fit.set(false);
        try (var worker = worker("unfit", Set.of(6L), Duration.ofSeconds(5), (_, _) -> new JobOutcome.Done())) {
            worker.start();
            publish(6);
            idled.await();
            assertThat(begun).isEmpty();
            assertThat(worker.ready()).isFalse();

            fit.set(true);
            await().atMost(LIMIT).until(() -> begun.contains(6L) && worker.ready());
        }
        assertThat(deliveries).containsExactly(1);
    }

    private EvaluationWorker worker(
            String group, Set<Long> windows, Duration renewEvery, BiFunction<Event, Delivery, JobOutcome> job) {
        var share = new ShareGroup(group, Duration.ofSeconds(15));
        try (var admin = Admin.create(KafkaClients.common(settings))) {
            share.configure(admin);
        }
        var dead = new KafkaProducer<>(
                KafkaClients.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        return new EvaluationWorker(
                group,
                share.member(settings),
                renewEvery,
                4,
                new Recorded(windows, job),
                new Device(group, dead),
                new DeadLetters(dead, meters),
                new EvaluationMeters(meters));
    }

    private static void publish(long window) {
        var event = new GradientRejected(
                3, window, 1, "5" + "z".repeat(47), RejectReason.TRUNCATED, "the file is too short", null);
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

    /** Notes each attempt of this test's own records. */
    private final class Recorded implements Jobs {
        private final Set<Long> windows;
        private final BiFunction<Event, Delivery, JobOutcome> job;

        Recorded(Set<Long> windows, BiFunction<Event, Delivery, JobOutcome> job) {
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
        public void idle() {
            idled.countDown();
        }

        @Override
        public JobOutcome run(Event event, Delivery delivery) {
            if (!windows.contains(event.window())) {
                return new JobOutcome.Done();
            }
            begun.add(event.window());
            deliveries.add(delivery.count());
            return job.apply(event, delivery);
        }
    }
}
