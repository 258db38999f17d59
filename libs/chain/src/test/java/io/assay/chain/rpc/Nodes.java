package io.assay.chain.rpc;

import java.time.Duration;
import java.util.List;

/** Settings with short times for tests. */
final class Nodes {
    static final RpcTimes TIMES = new RpcTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final Duration BEAT = Duration.ofMillis(150);

    private Nodes() {}

    /** Nothing takes long but what is set otherwise. */
    static RpcSettings settings(Endpoint... endpoints) {
        return RpcSettings.of(List.of(endpoints))
                .withTimes(TIMES)
                .withBackoff(new Backoff(Duration.ofMillis(2), Duration.ofMillis(20)));
    }

    static RpcTimes withHeartbeat(Duration heartbeat) {
        return new RpcTimes(TIMES.connect(), TIMES.call(), heartbeat);
    }

    static RpcTimes withCall(Duration call) {
        return new RpcTimes(TIMES.connect(), call, TIMES.heartbeat());
    }
}
