package io.assay.rating.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down once the settlement has ended for good: only a restart helps. */
public final class StreamsLiveness implements HealthIndicator {
    private final RatingStreams streams;

    public StreamsLiveness(RatingStreams streams) {
        this.streams = streams;
    }

    @Override
    public Health health() {
        var state = streams.state();
        return (state.hasStartedOrFinishedShuttingDown() ? Health.down() : Health.up())
                .withDetail("streams", state.name())
                .build();
    }
}
