package io.assay.rating.core;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WindowVerdict;
import java.util.Locale;

/** What the settlement decides; {@link SettleState#apply} is the only place where it takes effect. */
public sealed interface Step {
    /** A record that a verdict will depend on is taken in. */
    record Accepted(Event event) implements Step {}

    /** A record changes nothing. */
    record Ignored(Reason reason) implements Step {}

    /** A window has its verdict. */
    record Settled(WindowVerdict verdict, Cause cause) implements Step {}

    /** A window was opened, never closed, and has been overtaken: it gets no verdict. */
    record Abandoned(long window) implements Step {}

    /** Why a record changes nothing. Each has its own counter. */
    enum Reason {
        /** Of a subnet that is not rated here. */
        OTHER_SUBNET,
        /** The same was said before; the first one counts. */
        DUPLICATE,
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
