package io.assay.chain.substrate;

import io.assay.chain.extrinsic.Era;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.rpc.RpcSettings;
import io.assay.chain.rpc.RpcTimes;
import java.time.Duration;
import java.util.List;

/**
 * How a chain is reached.
 *
 * @param rpc endpoints, time limits and bounds
 * @param eraBlocks how many blocks an extrinsic is good for, a power of two from 4 to 65,536
 * @param poll time between two questions for the head where the node has no subscription to it; positive
 */
public record SubstrateSettings(RpcSettings rpc, int eraBlocks, Duration poll) {
    private static final int ERA_BLOCKS = 64;
    private static final Duration POLL = Duration.ofSeconds(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is outside
     */
    public SubstrateSettings {
        if (eraBlocks < Era.MIN_PERIOD || eraBlocks > Era.MAX_PERIOD || Integer.bitCount(eraBlocks) != 1) {
            throw new IllegalArgumentException("eraBlocks is " + eraBlocks + ", allowed: a power of two from "
                    + Era.MIN_PERIOD + " to " + Era.MAX_PERIOD);
        }
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("poll is " + poll + ", allowed: positive");
        }
    }

    /** With an era of 64 blocks and a question each second. */
    public static SubstrateSettings of(RpcSettings rpc) {
        return new SubstrateSettings(rpc, ERA_BLOCKS, POLL);
    }

    /**
     * For nodes of one chain, in the order in which they are tried.
     *
     * @param urls as {@link Endpoint#parse} reads them
     * @param timeout of a connection, and of a request with waiting for one; positive, at most a day
     * @throws IllegalArgumentException if one cannot be used, without its text
     */
    public static SubstrateSettings of(List<String> urls, Duration timeout) {
        var endpoints = urls.stream().map(Endpoint::parse).toList();
        var times = new RpcTimes(timeout, timeout, RpcTimes.DEFAULT.heartbeat());
        return of(RpcSettings.of(endpoints).withTimes(times));
    }

    /** The same with another era. */
    public SubstrateSettings withEraBlocks(int blocks) {
        return new SubstrateSettings(rpc, blocks, poll);
    }
}
