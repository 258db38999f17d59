package io.assay.miner;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What goes between a miner's thread and those that watch and close it. */
final class MinerSignals {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<MinerStatus> status = new AtomicReference<>(MinerStatus.NONE);

    void close() {
        closing.countDown();
    }

    boolean closing() {
        return closing.getCount() == 0;
    }

    /** Waits, unless the miner is closed. */
    void pause(Duration time) throws InterruptedException {
        if (closing.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the miner is closed");
        }
    }

    void note(UnaryOperator<MinerStatus> change) {
        status.updateAndGet(change);
    }

    MinerStatus status() {
        return status.get();
    }
}
