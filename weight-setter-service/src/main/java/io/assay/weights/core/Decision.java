package io.assay.weights.core;

import io.assay.protocol.event.Event;
import java.util.List;

/** What to do next. */
public sealed interface Decision {
    /** Nothing until the chain has moved on; the reason is a sentence. */
    record Wait(String reason) implements Decision {}

    /** Put a fact on the record. */
    record Publish(Event event) implements Decision {}

    /** Draft weights as the chain is now. */
    record Redraft(Proposal proposal) implements Decision {}

    /** Sign the draft and put it on the record, without sending it. */
    record Sign(Draft draft) implements Decision {}

    /**
     * Sign several subnets' drafts as one extrinsic and put it on the record, without sending it.
     *
     * @param drafts in the order of the batch, two at least
     */
    record SignTogether(List<Draft> drafts) implements Decision {
        public SignTogether {
            drafts = List.copyOf(drafts);
        }
    }

    /** Sign the reveal of a commit and put it on the record, without sending it. */
    record SignReveal(Commit commit) implements Decision {}

    /** Hand the recorded extrinsic to the chain, unless something speaks against it now. */
    record Send(Plan plan) implements Decision {}
}
