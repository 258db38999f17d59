package io.assay.audit.file;

import io.assay.audit.core.PassedOver;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** An export: one verdict a line, as recorded; compressed if its name ends in {@code .gz}. */
public final class ExportFileSource implements VerdictSource {
    private static final int BUFFER = 1 << 16;

    private final Path file;

    public ExportFileSource(Path file) {
        this.file = file;
    }

    @Override
    public PassedOver read(Sink sink) {
        var number = 0;
        try (var in = open()) {
            var lines = new Lines(in);
            for (var line = lines.next(); line != null; line = lines.next()) {
                sink.take("line " + ++number + " of " + file, line);
            }
            return new PassedOver();
        } catch (NoSuchFileException e) {
            throw new UnreadableSourceException("there is no file " + file + ": ./assay export writes one", e);
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    "line " + (number + 1) + " of " + file + " cannot be read (" + e + "): export the record again", e);
        }
    }

    private InputStream open() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return compressed(file) ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    static boolean compressed(Path file) {
        return file.toString().endsWith(".gz");
    }
}
