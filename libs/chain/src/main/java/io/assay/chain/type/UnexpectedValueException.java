package io.assay.chain.type;

/** A value is not of the form or in the range that is asked for; the message names the place, the value's form and what fits. */
public final class UnexpectedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With the place, the form that was found and the one that fits. */
    public UnexpectedValueException(String message) {
        super(message);
    }
}
