package io.assay.ingest.bucket;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import java.util.Optional;

/** What one look into a miner's bucket showed. */
public sealed interface Glance {
    /** A valid gradient; a copy is pinned. */
    record Arrived(GradientArrived event) implements Glance {}

    /** An upload that can never be used. */
    record Refused(GradientRejected event) implements Glance {}

    /** An upload that cannot be used as it is, but the peer may still replace it in time. */
    record Provisional(GradientRejected event) implements Glance {}

    /** Nothing there yet. */
    record Nothing() implements Glance {}

    /** The event that settles the peer, if this look does; {@code last} when there will be no other look. */
    default Optional<Event> settles(boolean last) {
        return switch (this) {
            case Arrived(var event) -> Optional.of(event);
            case Refused(var event) -> Optional.of(event);
            case Provisional(var event) -> last ? Optional.of(event) : Optional.empty();
            case Nothing() -> Optional.empty();
        };
    }

    /** Whether the bucket could not be read, or not in time. */
    default boolean unreadable() {
        return this instanceof Provisional(var event) && event.reason() == RejectReason.BUCKET_UNREADABLE;
    }
}
