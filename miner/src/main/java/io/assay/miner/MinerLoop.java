package io.assay.miner;

import io.assay.protocol.WindowClock;
import io.assay.service.s3.ObjectStoreException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window after the other, until the miner is closed; what goes wrong costs one window. */
final class MinerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MinerLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long NONE = -1;

    private final MinerParts parts;
    private final MinerSignals signals;
    private final WindowClock windows;
    private long newest = NONE;
    private boolean hasBucket;

    MinerLoop(MinerParts parts, MinerSignals signals) {
        this.parts = parts;
        this.signals = signals;
        this.windows = new WindowClock(parts.context().hparams().blocksPerWindow());
    }

    @Override
    public void run() {
        try (var _ = parts.feed()) {
            while (!signals.closing()) {
                attempt();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is closed", parts, e);
        }
    }

    private void attempt() throws InterruptedException {
        try {
            next();
        } catch (IOException | RuntimeException e) {
            // Closing interrupts whatever is being waited for; each library says so in its own way.
            signals.pause(Duration.ZERO);
            signals.note(MinerStatus::plusFailed);
            LOG.warn("{} window {}: given up, {}", parts, newest, e.toString());
            LOG.debug("{} window {}", parts, newest, e);
            signals.pause(AFTER_FAILURE);
        }
    }

    private void next() throws IOException, InterruptedException {
        var uid = parts.membership().uid();
        requireBucket();
        var window = awaitNext();
        var bench = new MinedWindow(parts, signals, window, uid);
        var strategy = parts.plan().strategy();
        if (strategy.follows(signals.status().mined()) && !parts.feed().bringTo(window, bench::over)) {
            bench.skip("the model did not reach it before it ended");
            return;
        }
        signals.note(MinerStatus::plusMined);
        strategy.mine(bench);
    }

    private void requireBucket() {
        if (hasBucket) {
            return;
        }
        var bucket = parts.bucket().bucket();
        var store = parts.context().stores().own();
        try {
            store.list(bucket, "", null).block();
        } catch (ObjectStoreException e) {
            if (e.kind() != ObjectStoreException.Kind.ABSENT) {
                throw e;
            }
            store.createBucket(bucket).block();
        }
        hasBucket = true;
    }

    /** Waits until the chain is in a window that this miner has not dealt with, and takes it. */
    private long awaitNext() throws InterruptedException {
        var chain = parts.context().chain();
        var head = chain.head().number();
        while (windows.windowOf(head) <= newest) {
            signals.pause(Duration.ZERO);
            head = chain.awaitHead(head, POLL).number();
        }
        var window = windows.windowOf(head);
        var missed = newest == NONE ? 0 : window - newest - 1;
        if (missed > 0) {
            LOG.info("{} window {}: windows passed meanwhile: {}", parts, window, missed);
            signals.note(status -> status.plusSkipped(missed));
        }
        newest = window;
        signals.note(status -> status.at(window));
        return window;
    }
}
