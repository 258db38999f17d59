package io.assay.chain.timelock;

/** A time-locked commit that cannot be read or opened; the message names the part and what is wrong with it. */
public final class TimelockException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a commit is refused. */
    public enum Reason {
        /** More bytes than the chain takes. */
        TOO_LONG,
        /** Not laid out as a commit: cut, padded, or a length that cannot be. */
        MALFORMED,
        /** A point that is not one of the curve's group: the commit's own, or the signature. */
        NOT_A_POINT,
        /** The signature is not of the commit's round, or the commit's header was changed. */
        WRONG_SIGNATURE,
        /** The encrypted payload was changed. */
        ALTERED_BODY,
        /** What was opened is not a weights payload of version 4. */
        UNREADABLE_PAYLOAD
    }

    private final Reason reason;

    TimelockException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    TimelockException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for a switch or a counter. */
    public Reason reason() {
        return reason;
    }
}
