package io.assay.evaluation.job;

import io.assay.evaluation.core.Delivery;
import io.assay.protocol.event.Event;
import java.io.IOException;

/** What a worker does with records; all of it on the thread that owns the model. */
public interface Jobs {
    /** Builds the model to begin with. */
    void start() throws IOException;

    /** Whether records may be taken: the model has not been found to differ from the record. For any thread. */
    boolean fit();

    /** Uses a quiet moment; where records must not be taken, to change that. */
    void idle() throws IOException;

    /** Takes a record as far as it can get; never throws for a job. */
    JobOutcome run(Event event, Delivery delivery);
}
