package io.assay.chain.rpc;

import java.time.Duration;

/**
 * Time limits. Each is positive and at most a day.
 *
 * @param connect from looking up a host's address to a node that has told its genesis hash
 * @param call from a call to its answer, waiting for a connection counted, unless the caller gives its own
 * @param heartbeat between pings; a node that completes no frame between two of them is given up, and so is a message
 *     that is not complete after four
 */
public record RpcTimes(Duration connect, Duration call, Duration heartbeat) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** 10 s, 30 s and 15 s. */
    public static final RpcTimes DEFAULT =
            new RpcTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public RpcTimes {
        require("connect", connect);
        require("call", call);
        require("heartbeat", heartbeat);
    }

    static Duration require(String name, Duration limit) {
        if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + limit + ", allowed: positive, at most " + LONGEST);
        }
        return limit;
    }
}
