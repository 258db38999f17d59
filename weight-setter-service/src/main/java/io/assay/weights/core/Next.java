package io.assay.weights.core;

import io.assay.protocol.event.WeightsFailed;

/** What the record asks for. */
public sealed interface Next {
    /** No verdict is due. */
    record Idle() implements Next {}

    /** A verdict is due that has nothing to send. */
    record GiveUp(WeightsFailed failed) implements Next {}

    /** A verdict is due whose weights nobody has planned. */
    record Propose(Proposal proposal) implements Next {}

    /**
     * Weights were planned and their outcome is not recorded: only the chain can say how far they came.
     *
     * @param overtaken whether a newer verdict is due
     */
    record Resolve(Submission submission, boolean overtaken) implements Next {
        /** Whether an extrinsic may still have an effect, and take a nonce. */
        public boolean isLive() {
            return submission.current().isPresent();
        }
    }
}
