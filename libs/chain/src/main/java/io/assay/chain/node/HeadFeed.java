package io.assay.chain.node;

import io.assay.chain.ChainException;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.ExecutedBlock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Tells of every block, one after the other, in a thread of its own. */
final class HeadFeed implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EmbeddedChain chain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Consumer<ExecutedBlock>> followers = new LinkedHashSet<>();
    private final Thread thread;
    private long told;

    private HeadFeed(EmbeddedChain chain) {
        this.chain = chain;
        this.told = chain.head().number();
        this.thread = Thread.ofVirtual().name("heads").unstarted(this::follow);
    }

    static HeadFeed start(EmbeddedChain chain) {
        var feed = new HeadFeed(chain);
        feed.thread.start();
        return feed;
    }

    /**
     * Tells a follower of the newest block now and of each one after it.
     *
     * @param follower must not wait
     * @return ends it
     */
    AutoCloseable follow(Consumer<ExecutedBlock> follower) {
        lock.lock();
        try {
            chain.recent(told).ifPresent(follower);
            followers.add(follower);
        } finally {
            lock.unlock();
        }
        return () -> leave(follower);
    }

    private void leave(Consumer<ExecutedBlock> follower) {
        lock.lock();
        try {
            followers.remove(follower);
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tellUpTo(chain.awaitHead(told, LOOK).number());
            }
        } catch (ChainException e) {
            // The chain is closed, or this feed is: nobody can be told anything any more.
        }
    }

    private void tellUpTo(long head) {
        lock.lock();
        try {
            while (told < head) {
                told++;
                chain.recent(told).ifPresent(block -> followers.forEach(follower -> follower.accept(block)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
