package io.assay.rating.core;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the settlement decides; {@link SettleState#apply} is the only place where it takes effect. */
public sealed interface Step {
    /** A record that a verdict will depend on is taken in. */
    record Accepted(Event event) implements Step {}

    /** A record changes nothing. */
    record Ignored(Reason reason) implements Step {}

    /**
     * A record is no use to any verdict, whatever else is known: it belongs among the dead letters.
     *
     * @param reason a sentence
     */
    record Refused(String reason) implements Step {}

    /** A window has its verdict. */
    record Settled(WindowVerdict verdict, Cause cause) implements Step {}

    /**
     * A window gets no verdict, and the next one is at its turn.
     *
     * @param fault what stood in the way of a verdict, where something did
     */
    record Abandoned(long window, Why why, @Nullable RuntimeException fault) implements Step {
        /** One that was never closed. */
        public Abandoned(long window) {
            this(window, Why.NEVER_CLOSED, null);
        }
    }

    /** Why a record changes nothing. Each has its own counter. */
    enum Reason {
        /** Of a subnet that is not rated here. */
        OTHER_SUBNET,
        /** The same was said before; the first one counts. */
        DUPLICATE,
        /** Nothing that a verdict depends on. */
        NO_INPUT,
        /** Its window is settled or abandoned. */
        LATE,
        /** A window is closed that was not opened here. */
        UNKNOWN_WINDOW,
        /** An evaluation of a peer that was not drawn. */
        NOT_DRAWN,
        /** An evaluation of a gradient other than the one that arrived. */
        OTHER_GRADIENT,
        /** Too many evaluations of windows that are not open yet. */
        TOO_EARLY;

        /** The reason's code in metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a window gets no verdict. Each has its own counter. */
    enum Why {
        /** It was opened, never closed, and has been overtaken. */
        NEVER_CLOSED,
        /** Its verdict cannot be computed from what was taken in: a fault of this program, never of a peer. */
        CANNOT_SETTLE,
        /** Its verdict is larger than a record may be. */
        VERDICT_TOO_LARGE;

        /** The code in metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a window settled when it did. */
    enum Cause {
        /** Every drawn peer whose gradient arrived has an outcome. */
        ALL_OUTCOMES,
        /** The window {@code settle_lag} later closed. */
        LAG;

        /** The cause's code in metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
