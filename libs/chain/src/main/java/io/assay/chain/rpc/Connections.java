package io.assay.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps one connection, in a thread of its own: dials, checks, waits for its end, and dials again. */
final class Connections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Connections.class.getName());

    private final RpcSettings settings;
    private final Dialer dialer;
    private final GenesisCheck genesis;
    private final EndpointRing ring;
    private final Supplier<Consumer<Exchange>> onConnected;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final EndpointFailures failures;
    private final Thread thread;
    private @Nullable NodeChannel current;
    private boolean closed;

    private Connections(
            RpcSettings settings, RpcJson json, RandomGenerator random, Supplier<Consumer<Exchange>> onConnected) {
        this.settings = settings;
        this.dialer = new Dialer(settings, json);
        this.genesis = new GenesisCheck(settings.genesisHash());
        this.ring = new EndpointRing(settings.endpoints(), settings.backoff(), random);
        this.failures = new EndpointFailures(settings.endpoints());
        this.onConnected = onConnected;
        this.thread = Thread.ofVirtual().name("rpc-connections").unstarted(this::run);
    }

    /**
     * Begins to connect.
     *
     * @param onConnected asked before a connection may be used, for what is then told of it, in the thread that would notice
     *     its end
     */
    static Connections start(
            RpcSettings settings, RpcJson json, RandomGenerator random, Supplier<Consumer<Exchange>> onConnected) {
        var connections = new Connections(settings, json, random, onConnected);
        connections.thread.start();
        return connections;
    }

    /**
     * The connection, or the next one.
     *
     * @throws RpcException if there is none by the deadline
     */
    Exchange await(String method, Deadline deadline) {
        lock.lock();
        try {
            for (var left = deadline.left(); ; left = changed.awaitNanos(left)) {
                var exchange = now();
                if (exchange.isPresent()) {
                    return exchange.get();
                }
                if (closed || left <= 0) {
                    throw failure(method);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RpcException.Interrupted(method);
        } finally {
            lock.unlock();
        }
    }

    /** The connection if there is one. */
    Optional<Exchange> now() {
        lock.lock();
        try {
            return Optional.ofNullable(current).map(NodeChannel::exchange).filter(Exchange::isOpen);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection; who waits for one learns it. */
    @Override
    public void close() {
        announce(null, true);
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        dialer.close();
    }

    private void run() {
        try {
            while (true) {
                var attempt = ring.next();
                Thread.sleep(attempt.delay());
                attempt(attempt.endpoint());
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "closed");
        }
    }

    private void attempt(Endpoint endpoint) throws InterruptedException {
        try {
            var node = connect(endpoint);
            var since = System.nanoTime();
            var ending = serve(node);
            fail(endpoint, new RpcException.Disconnected(endpoint + " was lost: " + ending.text()));
            ring.lost(Duration.ofNanos(System.nanoTime() - since));
        } catch (RpcException e) {
            fail(endpoint, e);
            ring.failed();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "fault while connecting to " + endpoint, e);
            ring.failed();
        }
    }

    private NodeChannel connect(Endpoint endpoint) throws InterruptedException {
        var deadline = Deadline.in(settings.times().connect());
        var node = dialer.dial(endpoint, deadline);
        try {
            genesis.pass(node.exchange(), deadline);
            return node;
        } catch (RpcException e) {
            node.leave();
            throw e;
        }
    }

    private Ending serve(NodeChannel node) throws InterruptedException {
        LOG.log(System.Logger.Level.INFO, "connected to {0}", node.exchange().endpoint());
        try {
            var told = onConnected.get();
            announce(node, false);
            told.accept(node.exchange());
            return node.exchange().over().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("endings are values", e);
        } finally {
            node.leave();
        }
    }

    private void announce(@Nullable NodeChannel node, boolean isLast) {
        lock.lock();
        try {
            current = node;
            closed |= isLast;
            failures.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Endpoint endpoint, RpcException failure) {
        LOG.log(System.Logger.Level.WARNING, failure.getMessage());
        lock.lock();
        try {
            failures.put(endpoint, failure);
        } finally {
            lock.unlock();
        }
    }

    private RpcException failure(String method) {
        return closed
                ? new RpcException.Disconnected(method + " was not sent: the client is closed")
                : failures.toException(method);
    }
}
