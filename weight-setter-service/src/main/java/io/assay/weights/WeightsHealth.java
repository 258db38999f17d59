package io.assay.weights;

import io.assay.weights.kafka.KafkaJournal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Down when the loop has ended, the record is no longer read or calls to the chain are suspended; out of service while it is replayed. */
final class WeightsHealth implements HealthIndicator {
    private final KafkaJournal journal;
    private final CircuitBreaker chain;
    private final BooleanSupplier running;

    WeightsHealth(KafkaJournal journal, CircuitBreaker chain, BooleanSupplier running) {
        this.journal = journal;
        this.chain = chain;
        this.running = running;
    }

    @Override
    public Health health() {
        return Health.status(status())
                .withDetail("record", journal.healthy() ? (journal.caughtUp() ? "followed" : "replaying") : "failed")
                .withDetail("loop", running.getAsBoolean() ? "running" : "ended")
                .withDetail("chainCircuit", chain.getState())
                .withDetail("windowsSinceAccepted", journal.ledgers().windowsSinceAccepted())
                .build();
    }

    private Status status() {
        if (!running.getAsBoolean() || !journal.healthy() || chain.getState() == CircuitBreaker.State.OPEN) {
            return Status.DOWN;
        }
        return journal.caughtUp() ? Status.UP : Status.OUT_OF_SERVICE;
    }
}
