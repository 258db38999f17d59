package io.assay.inspect.file;

/** A file cannot be read; the message is a sentence that names it and what to do. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
