package io.assay.chain.rpc;

import io.assay.chain.Hex;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a client is to do.
 *
 * @param endpoints nodes of one chain, tried in this order; at least one
 * @param genesisHash {@code 0x} and 64 lower-case hexadecimal digits; null to take the first node's
 * @param times time limits
 * @param backoff between rounds through the endpoints
 * @param limits of the node's messages and of our own
 * @param outstanding calls that wait for an answer at the same time; more wait for their turn, within their time limit; positive
 * @param queued notifications of one subscription that may wait for its consumer, and no more than twice the bytes of one message;
 *     the oldest are dropped and the consumer is told; positive
 * @param tls trust of {@code wss} endpoints; null for the JVM's own
 */
public record RpcSettings(
        List<Endpoint> endpoints,
        @Nullable String genesisHash,
        RpcTimes times,
        Backoff backoff,
        RpcLimits limits,
        int outstanding,
        int queued,
        @Nullable SSLContext tls) {
    private static final int OUTSTANDING = 256;
    private static final int QUEUED = 1024;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public RpcSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints is empty, allowed: at least one ws(s)://host:port");
        }
        if (genesisHash != null) {
            Hex.require("genesisHash", genesisHash, 32);
        }
        requirePositive("outstanding", outstanding);
        requirePositive("queued", queued);
    }

    /** With defaults: the chain of the first node, {@link RpcTimes#DEFAULT} and so on, 256 calls, 1024 notifications. */
    public static RpcSettings of(List<Endpoint> endpoints) {
        return new RpcSettings(
                endpoints, null, RpcTimes.DEFAULT, Backoff.DEFAULT, RpcLimits.DEFAULT, OUTSTANDING, QUEUED, null);
    }

    /** The same for one chain only. */
    public RpcSettings withGenesisHash(String hash) {
        return new RpcSettings(endpoints, hash, times, backoff, limits, outstanding, queued, tls);
    }

    /** The same with other time limits. */
    public RpcSettings withTimes(RpcTimes other) {
        return new RpcSettings(endpoints, genesisHash, other, backoff, limits, outstanding, queued, tls);
    }

    /** The same with another backoff. */
    public RpcSettings withBackoff(Backoff other) {
        return new RpcSettings(endpoints, genesisHash, times, other, limits, outstanding, queued, tls);
    }

    /** The same with other limits of messages. */
    public RpcSettings withLimits(RpcLimits other) {
        return new RpcSettings(endpoints, genesisHash, times, backoff, other, outstanding, queued, tls);
    }

    /** The same with other numbers of outstanding calls and queued notifications. */
    public RpcSettings withQueues(int calls, int notifications) {
        return new RpcSettings(endpoints, genesisHash, times, backoff, limits, calls, notifications, tls);
    }

    /** The same with another trust. */
    public RpcSettings withTls(SSLContext other) {
        return new RpcSettings(endpoints, genesisHash, times, backoff, limits, outstanding, queued, other);
    }

    /** Bytes of notifications of one subscription that may wait. */
    long queuedBytes() {
        return 2L * limits.messageBytes();
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: positive");
        }
    }
}
