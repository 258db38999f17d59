package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.ChainException;
import io.assay.chain.rpc.RpcEvent;
import io.assay.chain.rpc.RpcException;
import io.assay.chain.rpc.RpcSubscription;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest finalized block, kept up to date by a thread that the node tells of each. Where that is not so (no connection, no such
 * subscription, a fault), whoever wants to know asks the node. The head never goes back: a node that is behind the one
 * before it is not believed until it has caught up.
 */
final class FinalizedHeads implements AutoCloseable {
    private final SubstrateNode node;
    private final Blocks blocks;
    private final Duration poll;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread follower;
    private @Nullable Block newest;
    private boolean following;
    private volatile boolean closed;

    FinalizedHeads(SubstrateNode node, Blocks blocks, Duration poll) {
        this.node = node;
        this.blocks = blocks;
        this.poll = poll;
        this.follower = Thread.ofVirtual().name("chain-heads").unstarted(this::run);
    }

    void start() {
        follower.start();
    }

    /** The newest finalized block. */
    Block head() {
        var followed = followed();
        return followed == null ? ask() : followed;
    }

    /** The newest finalized block, once its number is above {@code after} or the limit is over. */
    Block await(long after, Duration limit) {
        try {
            awaitNewer(after, limit.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("waiting for a block of " + node.endpoint() + " was interrupted", e);
        }
        return head();
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
        follow(false);
    }

    private void awaitNewer(long after, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (var left = nanos; left > 0 && !closed && !isNewer(after); ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isNewer(long after) {
        return newest != null && newest.number() > after;
    }

    private @Nullable Block followed() {
        lock.lock();
        try {
            return following && node.isConnected() ? newest : null;
        } finally {
            lock.unlock();
        }
    }

    private Block ask() {
        return take(blocks.finalized());
    }

    private Block take(Block block) {
        lock.lock();
        try {
            if (newest == null || block.number() > newest.number()) {
                newest = block;
                changed.signalAll();
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    private void follow(boolean now) {
        lock.lock();
        try {
            following = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                listen();
                follow(false);
                TimeUnit.NANOSECONDS.sleep(poll.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when there is nothing to listen to, for now. */
    private void listen() throws InterruptedException {
        try (var heads = node.finalizedHeads()) {
            while (hears(newest(heads))) {}
        } catch (RpcException.RpcError _) {
            tell(this::ask);
        } catch (RpcException _) {
            // No connection: whoever asks is told why.
        }
    }

    private boolean hears(RpcEvent event) {
        switch (event) {
            case RpcEvent.Notified _ -> follow(tell(this::ask));
            case RpcEvent.Dropped _ -> {}
            case RpcEvent.Resubscribed _ -> follow(false);
            case RpcEvent.Ended _ -> {
                return false;
            }
        }
        return true;
    }

    /** Whether it went well: what went wrong is told to whoever asks for the head. */
    private static boolean tell(Runnable step) {
        try {
            step.run();
            return true;
        } catch (ChainException _) {
            return false;
        }
    }

    /** Heads that have come meanwhile are as good as the last of them. */
    private static RpcEvent newest(RpcSubscription heads) throws InterruptedException {
        var event = heads.next();
        while (!(event instanceof RpcEvent.Ended)) {
            var next = heads.next(Duration.ZERO);
            if (next.isEmpty()) {
                break;
            }
            event = next.get();
        }
        return event;
    }
}
