package io.assay.chain.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines in a file that are only ever added to, one process at a time. A line counts once its end is written: what a
 * killed process left of a line is dropped. Lines survive the process; those written with {@code force} the machine, too.
 */
final class Journal implements AutoCloseable {
    private static final int CHUNK = 8192;

    private final Path file;
    /** Not its channel, which an interrupt would close in the middle of a line. */
    private final RandomAccessFile out;

    private Journal(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    static Journal open(Path file) throws IOException {
        var out = new RandomAccessFile(file.toFile(), "rw");
        try {
            lock(file, out.getChannel());
            var end = endOfLastLine(out);
            out.setLength(end);
            out.seek(end);
            return new Journal(file, out);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** Called for each line, numbers from 1. */
    interface LineReader {
        void read(long number, byte[] line) throws IOException;
    }

    void readAll(LineReader reader) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            readAll(lines, reader);
        }
    }

    private static void readAll(BufferedReader lines, LineReader reader) throws IOException {
        var number = 0L;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            reader.read(number, line.getBytes(StandardCharsets.UTF_8));
        }
    }

    void append(byte[] line, boolean force) throws IOException {
        var ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        out.write(ended);
        if (force) {
            out.getFD().sync();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(file, e);
        }
        throw inUse(file, null);
    }

    private static IOException inUse(Path file, @Nullable Exception cause) {
        return new IOException(file + " is in use by another chain: end that one or choose another directory", cause);
    }

    private static long endOfLastLine(RandomAccessFile in) throws IOException {
        for (var end = in.length(); end > 0; end = Math.max(0, end - CHUNK)) {
            var begin = Math.max(0, end - CHUNK);
            var chunk = new byte[(int) (end - begin)];
            in.seek(begin);
            in.readFully(chunk);
            for (var i = chunk.length - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return begin + i + 1;
                }
            }
        }
        return 0;
    }
}
