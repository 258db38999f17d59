package io.assay.protocol.event;

/**
 * A fact that a service tells the others. Events are records; their constructors refuse what cannot be true.
 *
 * <p>The type travels as a logical name, {@link #type()}, in the record's header, never as a class name.
 */
public sealed interface Event
        permits WindowOpened,
                WindowClosing,
                WindowClosed,
                GradientArrived,
                GradientRejected,
                LossDelta,
                EvaluationFailed,
                ModelAdvanced,
                WindowVerdict,
                PeerStanding,
                WeightsPlanned,
                WeightsSubmitted,
                WeightsRefused,
                WeightsInBlock,
                WeightsExpired,
                WeightsCommitted,
                WeightsFinalized,
                WeightsFailed {

    /** Version of every event's form; raised with an incompatible change. */
    int SCHEMA_VERSION = 1;

    /** The subnet. */
    int netuid();

    /** The window. */
    long window();

    /** Two events with the same key say the same thing: the first one counts. */
    String idempotencyKey();

    /** Key of the Kafka record. */
    default String partitionKey() {
        return Integer.toString(netuid());
    }

    /** Logical name of the event's type. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The window's idempotency key: {@code netuid/window/type}. */
    static String key(Event event) {
        return event.netuid() + "/" + event.window() + "/" + event.type();
    }

    /** A peer's idempotency key: {@code netuid/window/hotkey/kind}. */
    static String key(Event event, String hotkey, String kind) {
        return event.netuid() + "/" + event.window() + "/" + hotkey + "/" + kind;
    }
}
