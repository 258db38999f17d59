package io.assay.chain.extrinsic;

/** A runtime whose extrinsics cannot be put together here; the message names it, what it asks for and what to do. */
public final class UnusableRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRuntimeException(String message) {
        super(message);
    }

    UnusableRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
