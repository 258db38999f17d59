package io.assay.chain;

/** The chain answered: what was asked for is not there (a block not yet made, a subnet that does not exist). */
public final class NotOnChainException extends ChainException {
    private static final long serialVersionUID = 1L;

    /** With the thing that is not there. */
    public NotOnChainException(String message) {
        super(message);
    }
}
