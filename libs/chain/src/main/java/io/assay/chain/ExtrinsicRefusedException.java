package io.assay.chain;

/** The pool did not take an extrinsic; it will never be executed. */
public final class ExtrinsicRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorName;
    private final String detail;

    /**
     * A refusal.
     *
     * @param errorName as Substrate names it: {@code BadProof}, {@code Stale}, {@code Future}, {@code ImmediatelyDropped}
     * @param detail a sentence for the operator
     */
    public ExtrinsicRefusedException(String errorName, String detail) {
        super(errorName + ": " + detail);
        this.errorName = errorName;
        this.detail = detail;
    }

    /** The refusal's name. */
    public String errorName() {
        return errorName;
    }

    /** A sentence for the operator. */
    public String detail() {
        return detail;
    }
}
