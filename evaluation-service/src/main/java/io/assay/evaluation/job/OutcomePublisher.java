package io.assay.evaluation.job;

import io.assay.evaluation.core.SkipReason;
import io.assay.evaluation.metrics.EvaluationMeters;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.service.kafka.EventPublisher;
import java.io.IOException;
import java.time.Duration;

/** Publishes each job's outcome once, as far as this process knows. */
public final class OutcomePublisher {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EventPublisher publisher;
    private final RecentOutcomes recent;
    private final EvaluationMeters meters;

    /** A publisher that keeps what it published in {@code recent}. */
    public OutcomePublisher(EventPublisher publisher, RecentOutcomes recent, EvaluationMeters meters) {
        this.publisher = publisher;
        this.recent = recent;
        this.meters = meters;
    }

    /**
     * Returns when the broker has acknowledged the outcome, or has that of another attempt already.
     *
     * @throws IOException if the broker does not take it
     */
    void publish(Event outcome) throws IOException {
        if (!recent.add(outcome)) {
            meters.skipped(SkipReason.DUPLICATE);
            return;
        }
        try {
            publisher.publish(outcome).block(LIMIT);
        } catch (RuntimeException e) {
            recent.remove(outcome);
            throw new IOException("the broker did not take " + outcome.idempotencyKey() + ": " + e.getMessage(), e);
        }
        count(outcome);
    }

    private void count(Event outcome) {
        if (outcome instanceof LossDelta delta) {
            meters.measured(Duration.ofMillis(delta.durationMillis()));
        } else if (outcome instanceof EvaluationFailed failed) {
            meters.failed(failed.reason());
        }
    }
}
