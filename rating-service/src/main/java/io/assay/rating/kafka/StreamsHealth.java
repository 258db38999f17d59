package io.assay.rating.kafka;

import io.assay.rating.record.VerdictFollower;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready while the settlement runs and what was published before the start has been read. */
public final class StreamsHealth implements HealthIndicator {
    private final RatingStreams streams;
    private final VerdictFollower follower;

    public StreamsHealth(RatingStreams streams, VerdictFollower follower) {
        this.streams = streams;
        this.follower = follower;
    }

    @Override
    public Health health() {
        var state = streams.state();
        var health = state == State.RUNNING && follower.caughtUp() ? Health.up() : Health.down();
        return health.withDetail("streams", state.name())
                .withDetail("verdictsRead", follower.caughtUp())
                .build();
    }
}
