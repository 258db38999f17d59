package io.assay.wallet.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What can be said of a file before and after it was tried to be opened. */
final class Regular {
    private Regular() {}

    /** Requires what ends by itself when it is read. */
    static void require(Path file) throws IOException {
        var found = Files.readAttributes(file, BasicFileAttributes.class);
        if (found.isDirectory()) {
            throw new RefusedFileException(file + " is a directory: name a file in it");
        }
        if (!found.isRegularFile()) {
            throw new RefusedFileException(file + " is a pipe or a device, no file: name a file");
        }
    }

    static RefusedFileException unusable(Path file, String done, IOException e) {
        return new RefusedFileException(
                switch (e) {
                    case NoSuchFileException _ -> "there is no file " + file;
                    case AccessDeniedException _ ->
                        file + " may not be " + done + ": its owner, or root, can give you the right to";
                    case FileSystemException refused -> file + " cannot be " + done + ": " + refused.getReason();
                    default -> file + " cannot be " + done + ": " + e.getMessage();
                });
    }
}
