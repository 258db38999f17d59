package io.assay.evaluation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when every worker's model stands and all followers have caught up. */
final class EvaluationHealth implements HealthIndicator {
    private final EvaluationLifecycle lifecycle;
    private final WorkerPool pool;

    EvaluationHealth(EvaluationLifecycle lifecycle, WorkerPool pool) {
        this.lifecycle = lifecycle;
        this.pool = pool;
    }

    @Override
    public Health health() {
        var health = lifecycle.ready() ? Health.up() : Health.outOfService();
        pool.seats()
                .forEach(seat -> health.withDetail(
                        seat.worker(),
                        "window " + seat.bench().window()
                                + (seat.divergence().none() ? "" : ", differs from the record")));
        return health.build();
    }
}
