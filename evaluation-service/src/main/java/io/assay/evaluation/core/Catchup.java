package io.assay.evaluation.core;

/** How far an idle worker's model goes: not beyond windows that may still have jobs. */
public final class Catchup {
    private Catchup() {}

    /**
     * The window to stand at.
     *
     * @param modelWindow where the model stands
     * @param settledThrough newest window with a verdict, -1 if there is none
     */
    public static long target(long modelWindow, long settledThrough) {
        return Math.max(modelWindow, settledThrough + 1);
    }
}
