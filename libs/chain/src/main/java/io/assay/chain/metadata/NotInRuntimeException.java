package io.assay.chain.metadata;

/** The runtime has no such pallet, call, storage, error, constant or API; the message names it and the runtime. */
public final class NotInRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInRuntimeException(String message) {
        super(message);
    }
}
