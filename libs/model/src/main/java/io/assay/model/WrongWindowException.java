package io.assay.model;

/** A step of another window than the one the model stands at. */
public final class WrongWindowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long expected;
    private final long actual;

    WrongWindowException(long expected, long actual) {
        super("step is of window " + actual + ", allowed: " + expected + ", where the model stands; "
                + (actual < expected ? "it was taken already" : "take the steps between first"));
        this.expected = expected;
        this.actual = actual;
    }

    /** The window the model stands at. */
    public long expected() {
        return expected;
    }

    /** The step's window. */
    public long actual() {
        return actual;
    }
}
