package io.assay.audit.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Writes an export. It is there under its name only when it is whole; what is not finished leaves nothing behind. */
public final class ExportWriter implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final OutputStream out;

    /**
     * Begins an export.
     *
     * @throws IOException if its directory is not there or cannot be written
     */
    public ExportWriter(Path file) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
        this.channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        var buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        this.out = ExportFileSource.compressed(file) ? new GZIPOutputStream(buffered, 1 << 16) : buffered;
    }

    /** Adds a record. */
    public void write(byte[] json) throws IOException {
        out.write(oneLine(json));
        out.write('\n');
    }

    /** A line's end in JSON can only stand between its members, where a blank says the same. */
    private static byte[] oneLine(byte[] json) {
        var line = json.clone();
        for (var i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /** Gives the export its name; one that is there already is replaced. */
    public void finish() throws IOException {
        if (out instanceof GZIPOutputStream compressed) {
            compressed.finish();
        }
        out.flush();
        channel.force(true);
        out.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
