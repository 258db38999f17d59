package io.assay.weights;

import io.assay.weights.kafka.KafkaJournal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Down when the record is no longer read or calls to the chain are suspended; out of service while it is replayed. */
final class WeightsHealth implements HealthIndicator {
    private final KafkaJournal journal;
    private final CircuitBreaker chain;

    WeightsHealth(KafkaJournal journal, CircuitBreaker chain) {
        this.journal = journal;
        this.chain = chain;
    }

    @Override
    public Health health() {
        return Health.status(status())
                .withDetail("record", journal.healthy() ? (journal.caughtUp() ? "followed" : "replaying") : "failed")
                .withDetail("chainCircuit", chain.getState())
                .withDetail("windowsSinceAccepted", journal.ledger().windowsSinceAccepted())
                .build();
    }

    private Status status() {
        if (!journal.healthy() || chain.getState() == CircuitBreaker.State.OPEN) {
            return Status.DOWN;
        }
        return journal.caughtUp() ? Status.UP : Status.OUT_OF_SERVICE;
    }
}
