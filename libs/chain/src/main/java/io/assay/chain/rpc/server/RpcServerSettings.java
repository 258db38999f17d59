package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server listens, and how much it takes.
 *
 * @param address to listen on; port 0 for any free one
 * @param limits of a request, or a batch of them, and of an answer's bytes
 * @param connections open at the same time; a further one gets HTTP 503; positive
 * @param requests of one connection in work at the same time, a batch counting as one, and no more than the bytes of one message:
 *     beyond that the connection is not read; positive
 * @param subscriptions of one connection; positive
 * @param batch requests in one batch; positive
 * @param queuedBytes that one client has not taken yet; a client that has more of them when there is news is cut off; positive
 * @param idle a WebSocket client is pinged after such a silence, and cut off after a second one; an HTTP request must be sent,
 *     answered and the answer taken within it; positive, at most a day
 */
public record RpcServerSettings(
        InetSocketAddress address,
        RpcLimits limits,
        int connections,
        int requests,
        int subscriptions,
        int batch,
        int queuedBytes,
        Duration idle) {
    private static final int CONNECTIONS = 100;
    private static final int REQUESTS = 256;
    private static final int SUBSCRIPTIONS = 1024;
    private static final int BATCH = 100;
    private static final int QUEUED_BYTES = 32 << 20;
    private static final Duration IDLE = Duration.ofSeconds(60);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public RpcServerSettings {
        requirePositive("connections", connections);
        requirePositive("requests", requests);
        requirePositive("subscriptions", subscriptions);
        requirePositive("batch", batch);
        requirePositive("queuedBytes", queuedBytes);
        if (!idle.isPositive() || idle.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("idle is " + idle + ", allowed: positive, at most a day");
        }
    }

    /** Loopback only; 16 MiB a message, 100 connections, 256 requests and 1024 subscriptions of each, 32 MiB unread, 60 s. */
    public static RpcServerSettings loopback(int port) {
        return on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** The same on another address. */
    public static RpcServerSettings on(InetSocketAddress address) {
        return new RpcServerSettings(
                address, RpcLimits.DEFAULT, CONNECTIONS, REQUESTS, SUBSCRIPTIONS, BATCH, QUEUED_BYTES, IDLE);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: positive");
        }
    }
}
