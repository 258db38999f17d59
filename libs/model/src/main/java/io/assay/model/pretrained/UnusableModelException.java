package io.assay.model.pretrained;

/** A model cannot be taken as it is; the message names the file, the field or tensor, and what is allowed. */
public final class UnusableModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public UnusableModelException(String message) {
        super(message);
    }

    /** Why, and what led to it. */
    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
