package io.assay.chain.substrate;

import io.assay.chain.ChainException;

/** The node has the block and no longer its state. */
final class DiscardedStateException extends ChainException {
    private static final long serialVersionUID = 1L;

    DiscardedStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
