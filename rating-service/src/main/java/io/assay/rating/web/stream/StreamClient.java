package io.assay.rating.web.stream;

import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.SettledWindow;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler.Worker;

/**
 * A client's place in the record. It has no queue: whenever the client wants more it is handed what follows its place in
 * {@link RecentVerdicts}, by its own worker, so that nobody waits for it and nothing is kept for it.
 */
final class StreamClient {
    private final RecentVerdicts recent;
    private final StreamSettings settings;
    private final Worker worker;
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final int netuid;
    private final @Nullable LivePlace live;
    private @Nullable FluxSink<StreamItem> sink;
    private @Nullable Long place;
    private @Nullable String sent;
    private boolean resuming;
    private boolean cut;
    private int missed;

    /**
     * A client.
     *
     * @param after the window after which it wants to resume; when absent it begins with the newest
     * @param live what it has seen of what is going on; absent when it wants verdicts only
     */
    StreamClient(
            int netuid,
            @Nullable Long after,
            @Nullable LivePlace live,
            RecentVerdicts recent,
            StreamSettings settings,
            Worker worker) {
        this.netuid = netuid;
        this.place = after;
        this.live = live;
        this.resuming = after != null;
        this.recent = recent;
        this.settings = settings;
        this.worker = worker;
    }

    /** What the client is sent, as it asks for it. */
    Flux<StreamItem> items() {
        return Flux.<StreamItem>create(this::start)
                .takeUntil(item -> item instanceof StreamItem.TooSlow)
                .doFinally(_ -> worker.dispose());
    }

    private void start(FluxSink<StreamItem> opened) {
        sink = opened;
        // Without a first item the answer's head would not be sent before the first verdict.
        opened.next(new StreamItem.Heartbeat());
        opened.onRequest(_ -> work(this::hand));
        var beat = settings.heartbeat().toMillis();
        worker.schedulePeriodically(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    /** Another window was settled. */
    void settled() {
        work(() -> {
            hand();
            missed += next() == null ? 0 : 1;
            if (missed > settings.behind() && !cut) {
                cutOff();
            }
        });
    }

    /** Something is going on. */
    void changed() {
        work(this::hand);
    }

    /** Ends at once, without waiting for the client to take what is left. */
    Mono<Void> ended() {
        return end.asMono();
    }

    void complete() {
        end.tryEmitEmpty();
    }

    private void beat() {
        if (wanted()) {
            send(new StreamItem.Heartbeat());
        }
    }

    private void hand() {
        handVerdicts();
        if (live != null) {
            handNews(live);
        }
    }

    private void handNews(LivePlace seen) {
        for (var news = seen.next(); wanted() && news != null; news = seen.next()) {
            send(news);
            seen.seen(news);
        }
    }

    private void handVerdicts() {
        for (var next = next(); wanted() && next != null; next = next()) {
            missed = 0;
            var gap = gapBefore(next);
            resuming = false;
            if (gap == null) {
                send(new StreamItem.Settled(next));
                place = next.window();
                sent = next.verdictHash();
            } else {
                send(gap);
                place = gap.resumedAt() - 1;
                sent = null;
            }
        }
    }

    /** Told before the window that follows it. */
    private StreamItem.@Nullable Gap gapBefore(SettledWindow next) {
        var whole = resuming ? follows(next) : sent == null || sent.equals(next.previousVerdictHash());
        return place == null || whole ? null : new StreamItem.Gap(netuid, place, next.window());
    }

    private boolean wanted() {
        return !cut && sink != null && sink.requestedFromDownstream() > 0;
    }

    private void send(StreamItem item) {
        if (sink != null) {
            sink.next(item);
        }
    }

    private @Nullable SettledWindow next() {
        if (resuming && ahead()) {
            return recent.oldest(netuid).orElse(null);
        }
        var following = place == null ? recent.newest(netuid) : recent.after(netuid, place);
        return following.orElse(null);
    }

    /** The place is of another record, such as that of a localnet before it was started anew. */
    private boolean ahead() {
        var newest = recent.newest(netuid);
        return place != null && newest.isPresent() && newest.get().window() < place;
    }

    /** Whether nothing can be missing between the place and a window; what was sent before is not known any more. */
    private boolean follows(SettledWindow next) {
        if (place == null || ahead()) {
            return false;
        }
        var oldest = recent.oldest(netuid);
        return next.previousVerdictHash() == null
                || next.window() == place + 1
                || (oldest.isPresent() && oldest.get().window() <= place);
    }

    private void cutOff() {
        cut = true;
        send(new StreamItem.TooSlow(missed));
        work(() -> end.tryEmitError(new SlowClientException()), settings.grace());
    }

    private void work(Runnable task) {
        work(task, Duration.ZERO);
    }

    private void work(Runnable task, Duration delay) {
        try {
            worker.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // the client has gone
        }
    }
}
