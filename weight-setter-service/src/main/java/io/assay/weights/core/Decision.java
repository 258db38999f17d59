package io.assay.weights.core;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsPlanned;

/** What to do next. */
public sealed interface Decision {
    /** Nothing until the chain has moved on; the reason is a sentence. */
    record Wait(String reason) implements Decision {}

    /** Put a fact on the record. */
    record Publish(Event event) implements Decision {}

    /** Hand the recorded plan to the chain. */
    record Send(WeightsPlanned plan) implements Decision {}

    /** Draft the same weights again: the chain cannot have taken, and cannot take, more than one of the two. */
    record Redraft(Proposal proposal) implements Decision {}
}
