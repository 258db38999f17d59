package io.assay.rating.web.stream;

import io.assay.rating.live.LiveRecord;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.SettledWindow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** The clients of the stream. It ends them before the web server begins to wait for open answers. */
public final class VerdictStream implements SmartLifecycle {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<StreamClient> clients = new HashSet<>();
    private final RecentVerdicts recent;
    private final StreamSettings settings;
    private final Scheduler scheduler;
    private boolean running;

    public VerdictStream(RecentVerdicts recent, StreamSettings settings, Scheduler scheduler) {
        this.recent = recent;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Tells every client that a window was settled, after it was added to the recent ones. */
    public void settled(SettledWindow window) {
        snapshot().forEach(StreamClient::settled);
    }

    /** Tells every client that something is going on. */
    public void changed() {
        snapshot().forEach(StreamClient::changed);
    }

    /** Clients at the moment. */
    public int clients() {
        return snapshot().size();
    }

    /**
     * What a client is sent from its subscription on; fails with 503 when there are too many, or it has not begun.
     *
     * @param after the window after which it wants to resume; when absent it begins with the newest
     * @param live what else it is sent; absent when it wants verdicts only
     * @param told what an item becomes on the wire
     */
    <T> Flux<T> open(int netuid, @Nullable Long after, @Nullable LiveRecord live, Function<StreamItem, List<T>> told) {
        return Flux.defer(() -> {
            var place = live == null ? null : new LivePlace(netuid, live);
            var client = new StreamClient(netuid, after, place, recent, settings, scheduler.createWorker());
            return add(client)
                    // One at a time, so that what is asked of the client is what the connection asks for.
                    ? client.items()
                            .flatMapIterable(told, 1)
                            .takeUntilOther(client.ended())
                            .doFinally(_ -> remove(client))
                    : Flux.error(full());
        });
    }

    private ResponseStatusException full() {
        return new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "the stream takes no more clients: " + settings.clients()
                        + " are as many as it takes, and none while the service starts or ends; try again later");
    }

    private boolean add(StreamClient client) {
        lock.lock();
        try {
            return running && clients.size() < settings.clients() && clients.add(client);
        } finally {
            lock.unlock();
        }
    }

    private void remove(StreamClient client) {
        lock.lock();
        try {
            clients.remove(client);
        } finally {
            lock.unlock();
        }
    }

    private List<StreamClient> snapshot() {
        lock.lock();
        try {
            return List.copyOf(clients);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        run(true);
    }

    @Override
    public void stop() {
        run(false);
        snapshot().forEach(StreamClient::complete);
    }

    private void run(boolean now) {
        lock.lock();
        try {
            running = now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}
