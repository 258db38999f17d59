package io.assay.wallet.file;

import io.assay.wallet.command.MessageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what is to be signed, as it is: a line's end belongs to it. */
public final class Message {
    /** What a message may have; larger things are signed by their digest. */
    public static final int MAX_BYTES = 16 << 20;

    private Message() {}

    /**
     * The bytes of a message.
     *
     * @throws RefusedFileException if it cannot be read or has more than {@link #MAX_BYTES}
     */
    public static byte[] read(MessageSource source, InputStream standardInput) {
        return switch (source) {
            case MessageSource.Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
            case MessageSource.OfFile(var file) -> file(file);
            case MessageSource.StandardInput() -> standardInput(standardInput);
        };
    }

    private static byte[] file(Path file) {
        try {
            Regular.require(file);
            try (var in = Files.newInputStream(file)) {
                return bounded(file.toString(), in);
            }
        } catch (IOException e) {
            throw Regular.unusable(file, "read", e);
        }
    }

    private static byte[] standardInput(InputStream in) {
        try {
            return bounded("standard input", in);
        } catch (IOException e) {
            throw new RefusedFileException("standard input cannot be read: " + e.getMessage());
        }
    }

    private static byte[] bounded(String name, InputStream in) throws IOException {
        var bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RefusedFileException(
                    name + " has more than " + MAX_BYTES + " bytes, which are not signed at once: sign its digest");
        }
        return bytes;
    }
}
