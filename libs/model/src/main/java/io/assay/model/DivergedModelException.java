package io.assay.model;

/** θ is not what the record says it is. Whoever has it has to give it up and to begin at a checkpoint again. */
public final class DivergedModelException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long window;
    private final String expected;
    private final String actual;

    /**
     * A model that differs.
     *
     * @param window at whose start θ differs
     * @param expected its digest on the record
     * @param actual its digest here
     */
    public DivergedModelException(long window, String expected, String actual) {
        super("the model at window " + window + " has the digest " + actual + ", on the record it is " + expected);
        this.window = window;
        this.expected = expected;
        this.actual = actual;
    }

    /** At whose start θ differs. */
    public long window() {
        return window;
    }

    /** Its digest on the record. */
    public String expected() {
        return expected;
    }

    /** Its digest here. */
    public String actual() {
        return actual;
    }
}
