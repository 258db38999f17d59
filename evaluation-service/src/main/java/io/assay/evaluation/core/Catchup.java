package io.assay.evaluation.core;

import java.util.OptionalLong;

/** How far an idle worker's model goes: not beyond windows that may still have jobs. */
public final class Catchup {
    private Catchup() {}

    /**
     * The window to stand at. A window whose closing block is known has the next jobs: those of the windows before are
     * taken by then, or come back rarely.
     *
     * @param modelWindow where the model stands
     * @param settledThrough newest window with a verdict, -1 if there is none
     * @param closing newest window whose closing block is known, -1 if there is none
     * @param held oldest window of which the worker holds a record
     */
    public static long target(long modelWindow, long settledThrough, long closing, OptionalLong held) {
        var ahead = Math.max(settledThrough + 1, closing);
        return Math.max(modelWindow, Math.min(ahead, held.orElse(Long.MAX_VALUE)));
    }
}
