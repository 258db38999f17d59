package io.assay.chain.embedded;

import java.util.List;

/** What the rules say to a call. */
sealed interface Decision {
    /**
     * The call is executed.
     *
     * @param events without {@link ChainEvent#extrinsic}
     */
    record Allowed(List<Change> changes, List<ChainEvent> events) implements Decision {
        public Allowed {
            changes = List.copyOf(changes);
            events = List.copyOf(events);
        }
    }

    /** The call has no effect. */
    record Refused(DispatchError error) implements Decision {}
}
