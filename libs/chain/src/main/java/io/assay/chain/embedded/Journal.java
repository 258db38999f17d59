package io.assay.chain.embedded;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Lines in a file that are added to or replaced all at once, one process at a time. A line counts once its end is
 * written: what a killed process left of a line is dropped. Lines survive the process; those written with {@code force},
 * and replaced ones, the machine, too.
 */
final class Journal implements AutoCloseable {
    private static final String NAME = "chain.jsonl";
    private static final int CHUNK = 8192;

    private final DirectoryLock lock;
    private final Path directory;
    private final Path file;
    private final Path replacement;
    /** Not its channel, which an interrupt would close in the middle of a line. */
    private RandomAccessFile out;

    private long appended;

    private Journal(DirectoryLock lock, Path directory, Path file, RandomAccessFile out) {
        this.lock = lock;
        this.directory = directory;
        this.file = file;
        this.replacement = replacement(file);
        this.out = out;
    }

    /** Opens the journal of a directory, which it keeps to this process until it is closed. */
    static Journal open(Path directory) throws IOException {
        var lock = DirectoryLock.of(directory);
        var file = directory.resolve(NAME);
        try {
            // Left by a process that was killed before its replacement stood.
            Files.deleteIfExists(replacement(file));
            return new Journal(lock, directory, file, afterLastLine(file));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RandomAccessFile afterLastLine(Path file) throws IOException {
        var out = new RandomAccessFile(file.toFile(), "rw");
        try {
            var end = endOfLastLine(out);
            out.setLength(end);
            out.seek(end);
            return out;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    private static Path replacement(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
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
        out.write(ended(line));
        appended += line.length + 1L;
        if (force) {
            out.getFD().sync();
        }
    }

    /** Puts other lines into the place of all there are; a process that is killed leaves these or those. */
    void replace(Stream<byte[]> lines) throws IOException {
        write(lines);
        out.close();
        Files.move(replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
        out = afterLastLine(file);
        appended = 0;
    }

    /** Bytes added since it was opened or replaced. */
    long appendedBytes() {
        return appended;
    }

    private void write(Stream<byte[]> lines) throws IOException {
        try (var target = new FileOutputStream(replacement.toFile());
                var buffer = new BufferedOutputStream(target, 1 << 16)) {
            for (var line : (Iterable<byte[]>) lines::iterator) {
                buffer.write(ended(line));
            }
            buffer.flush();
            target.getFD().sync();
        }
    }

    private void syncDirectory() {
        try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Not every system can. What a power cut then brings back is the lines before, which are as good.
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            out.close();
        }
    }

    private static byte[] ended(byte[] line) {
        var ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
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
