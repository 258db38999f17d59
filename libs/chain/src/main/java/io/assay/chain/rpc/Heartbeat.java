package io.assay.chain.rpc;

import java.time.Duration;
import java.util.Optional;

/** Decides at each beat whether a node is still there: it must complete a frame between two, and a message between a few. For one thread. */
final class Heartbeat {
    private static final int MESSAGE_BEATS = 4;

    private final Duration interval;
    private boolean asked;
    private boolean heard;
    private int beatsOfMessage;

    Heartbeat(Duration interval) {
        this.interval = interval;
    }

    /** A frame is complete. */
    void heard() {
        heard = true;
    }

    /** A message is complete. */
    void messageHeard() {
        beatsOfMessage = 0;
    }

    /**
     * An interval is over.
     *
     * @param isInMessage whether a message has begun and is not complete
     * @return why to hang up; empty to ping the node
     */
    Optional<Ending> beat(boolean isInMessage) {
        if (asked && !heard) {
            return Optional.of(new Ending.Broken("it was silent for " + interval));
        }
        if (isInMessage && ++beatsOfMessage > MESSAGE_BEATS) {
            return Optional.of(
                    new Ending.Broken("it did not complete a message in " + interval.multipliedBy(MESSAGE_BEATS)));
        }
        asked = true;
        heard = false;
        return Optional.empty();
    }
}
