package io.assay.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsSubmitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventFollowerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Broker broker;

    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final List<String> poison = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        broker = Broker.start(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void emptyTopic() throws Exception {
        broker.emptyTopic();
    }

    @Test
    void replaysFromTheBeginningInOrder() throws Exception {
        broker.write(1, 2, 3);
        try (var follower = follow(this::hear)) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
            assertThat(heard).containsExactly(1, 2, 3);
            assertThat(follower.healthy()).isTrue();
        }
    }

    @Test
    void catchesUpWithAnEmptyTopic() throws Exception {
        try (var follower = follow(this::hear)) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void goesOnAfterItCaughtUp() throws Exception {
        var arriving = new LinkedBlockingQueue<Integer>();
        try (var follower = follow(event -> arriving.add(attempt(event)))) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
            broker.write(4);
            assertThat(arriving.poll(20, TimeUnit.SECONDS)).isEqualTo(4);
        }
    }

    @Test
    void handsPoisonToItsHandlerAndGoesOn() throws Exception {
        broker.write(1);
        broker.writeBytes(new byte[] {1, 2}, Map.of());
        broker.writeBytes(new byte[0], Map.of("type", "NoSuchEvent", "schemaVersion", "1"));
        broker.write(2);
        try (var follower = follow(this::hear)) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
            assertThat(heard).containsExactly(1, 2);
            assertThat(poison).hasSize(2);
            assertThat(poison.get(0)).isEqualTo("weight-submissions: the header 'type' is missing");
            assertThat(poison.get(1)).contains("NoSuchEvent");
        }
    }

    @Test
    void isUnhealthyAfterItsListenerThrew() throws Exception {
        broker.write(1, 2);
        try (var follower = follow(_ -> {
            throw new IllegalStateException("cannot");
        })) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isFalse();
            assertThat(follower.healthy()).isFalse();
            assertThat(follower.caughtUp()).isFalse();
        }
    }

    @Test
    void isUnhealthyAfterItsListenerFailedWithAnError() throws Exception {
        broker.write(1);
        try (var follower = follow(_ -> {
            throw new AssertionError("cannot");
        })) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isFalse();
            assertThat(follower.healthy()).isFalse();
        }
    }

    @Test
    void hasNotCaughtUpWhenItWasClosedBefore() throws Exception {
        broker.write(1, 2, 3);
        var first = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var follower = follow(event -> {
            hear(event);
            first.countDown();
            waitFor(closed);
        });
        first.await();
        var closing = Thread.ofVirtual().start(follower::close);
        while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        closed.countDown();
        closing.join();
        assertThat(heard).containsExactly(1);
        assertThat(follower.caughtUp()).isFalse();
        assertThat(follower.awaitCaughtUp(LIMIT)).isFalse();
        assertThat(follower.healthy()).isTrue();
    }

    @Test
    void readsCommittedRecordsOnly() throws Exception {
        try (var producer = broker.transactional("settled")) {
            producer.beginTransaction();
            var _ = producer.send(Broker.record(1));
            producer.commitTransaction();
            producer.beginTransaction();
            var _ = producer.send(Broker.record(2));
            producer.abortTransaction();
        }
        try (var follower = follow(this::hear)) {
            assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
            assertThat(heard).containsExactly(1);
        }
    }

    @Test
    void catchesUpBeforeATransactionThatIsOpen() throws Exception {
        broker.write(1);
        var arriving = new LinkedBlockingQueue<Integer>();
        try (var producer = broker.transactional("open")) {
            producer.beginTransaction();
            producer.send(Broker.record(2)).get();
            try (var follower = follow(event -> arriving.add(attempt(event)))) {
                assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
                assertThat(arriving).containsExactly(1);
                producer.commitTransaction();
                assertThat(arriving.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
                assertThat(arriving.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
            }
        }
    }

    private EventFollower follow(Consumer<Event> listener) {
        return EventFollower.start(
                broker.settings(),
                (topic, bad) -> poison.add(topic.topic() + ": " + bad.reason()),
                listener,
                Broker.TOPIC);
    }

    private void hear(Event event) {
        heard.add(attempt(event));
    }

    private static int attempt(Event event) {
        return ((WeightsSubmitted) event).attempt();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
