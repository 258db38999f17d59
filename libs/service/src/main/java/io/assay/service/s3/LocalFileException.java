package io.assay.service.s3;

import java.io.IOException;
import java.nio.file.Path;

/** A file of our own cannot be written or read: no store's fault. */
public final class LocalFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalFileException(Path file, IOException cause) {
        super("cannot write " + file + ": " + cause.getMessage() + "; look at the disk", cause);
    }
}
