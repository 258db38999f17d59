package io.assay.evaluation.job;

import io.assay.evaluation.core.Delivery;
import io.assay.protocol.event.Event;
import java.io.IOException;
import java.util.OptionalLong;

/** What a worker does with records: the way from a record to its outcome, in pieces for different threads. */
public interface Jobs {
    /** Builds the model to begin with; on the device's thread. */
    void start() throws IOException;

    /** Whether records may be taken: the model has not been found to differ from the record. For any thread. */
    boolean fit();

    /**
     * Uses a quiet moment for one small piece of what will be needed, or, where records must not be taken, to change that; on
     * the device's thread.
     *
     * @param held oldest window of which the worker holds a record
     * @return whether there may be more
     */
    boolean ahead(OptionalLong held) throws IOException;

    /** Whether the model stands at a window or known steps lead there; for any thread. */
    boolean reachable(long window);

    /** Takes a record as far as it gets without the device; for any thread, blocks. */
    JobStep prepare(Event event, Delivery delivery) throws InterruptedException;

    /** Measures; on the device's thread. */
    JobStep measure(JobStep.Prepared job) throws InterruptedException;

    /** Returns when the broker has acknowledged an outcome; for any thread, blocks. */
    JobStep publish(Event outcome) throws InterruptedException;
}
