package io.assay.localnet.rolling;

import io.assay.localnet.Localnet;
import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.kafka.EventFollower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What the topics tell while it goes on: what to wait for, and what is said twice. */
final class Narration implements AutoCloseable {
    private final BlockingQueue<Event> news = new LinkedBlockingQueue<>();
    private final Set<String> said = new HashSet<>();
    private final List<String> twice = new ArrayList<>();
    private final EventFollower follower;

    Narration(Localnet localnet) {
        follower = EventFollower.start(
                localnet.kafka(),
                (topic, poison) -> twice("no event on " + topic.topic()),
                this::hear,
                Topics.values());
    }

    private synchronized void hear(Event event) {
        if (!said.add(event.idempotencyKey())) {
            twice.add(event.idempotencyKey());
        }
        news.add(event);
    }

    private synchronized void twice(String what) {
        twice.add(what);
    }

    /** Waits for the next event of a kind that is told from now on. */
    void await(Predicate<Event> kind, Duration limit) throws InterruptedException {
        news.clear();
        var until = System.nanoTime() + limit.toNanos();
        while (true) {
            var event = news.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new IllegalStateException("what was waited for was not told within " + limit.toSeconds() + " s");
            }
            if (kind.test(event)) {
                return;
            }
        }
    }

    /** Keys of events that were told more than once, and what is no event. */
    synchronized List<String> twice() {
        return List.copyOf(twice);
    }

    @Override
    public void close() {
        follower.close();
    }
}
