package io.assay.evaluation.job;

import io.assay.evaluation.core.Delivery;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.service.trace.Traces;
import java.io.IOException;

/** Jobs with a span for each delivery of a gradient, in the trace of its arrival. */
public record TracedJobs(Jobs jobs, Traces traces) implements Jobs {
    @Override
    public void start() throws IOException {
        jobs.start();
    }

    @Override
    public void idle() throws IOException {
        jobs.idle();
    }

    @Override
    public JobOutcome run(Event event, Delivery delivery) {
        return event instanceof GradientArrived
                ? traces.working("evaluate", event, () -> jobs.run(event, delivery))
                : jobs.run(event, delivery);
    }
}
