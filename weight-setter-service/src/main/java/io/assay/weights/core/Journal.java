package io.assay.weights.core;

import io.assay.protocol.event.Event;

/** The record, as far as the weight setter reads and writes it. */
public interface Journal {
    /** All that was read of the record so far. */
    Ledgers ledgers();

    /**
     * Puts a fact on the record and returns when it is safe there and part of {@link #ledgers()}.
     *
     * @throws RuntimeException when that is not certain; the fact may be on the record all the same
     */
    void record(Event event);
}
