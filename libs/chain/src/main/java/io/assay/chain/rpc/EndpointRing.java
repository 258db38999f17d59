package io.assay.chain.rpc;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides which endpoint is tried next, and after which delay: the next in the list at once, and once all have failed after a
 * backoff. A connection that does not live longer than the longest backoff is a failure too, else a node that takes
 * connections and breaks them would be asked without end. For one thread.
 */
final class EndpointRing {
    private final List<Endpoint> endpoints;
    private final Backoff backoff;
    private final RandomGenerator random;
    private int position;
    private int failures;

    EndpointRing(List<Endpoint> endpoints, Backoff backoff, RandomGenerator random) {
        this.endpoints = endpoints;
        this.backoff = backoff;
        this.random = random;
    }

    record Attempt(Endpoint endpoint, Duration delay) {}

    Attempt next() {
        var rounds = failures / endpoints.size();
        var isRoundOver = failures > 0 && failures % endpoints.size() == 0;
        return new Attempt(endpoints.get(position), isRoundOver ? backoff.delay(rounds, random) : Duration.ZERO);
    }

    /** The endpoint of the last attempt gave no connection. */
    void failed() {
        failures = Math.incrementExact(failures);
        position = (position + 1) % endpoints.size();
    }

    /** The connection of the last attempt is over. */
    void lost(Duration lived) {
        if (lived.compareTo(backoff.longest()) > 0) {
            failures = 0;
        }
        failed();
    }
}
