package io.assay.wallet.file;

/** A file cannot be used; the message names it, the reason and the remedy, and nothing of its content. */
public final class RefusedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedFileException(String message) {
        super(message);
    }
}
