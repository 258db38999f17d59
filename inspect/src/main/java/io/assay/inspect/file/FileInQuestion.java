package io.assay.inspect.file;

import io.assay.gradient.safetensors.Shown;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is looked into, mapped. Nobody may shorten it meanwhile. */
public final class FileInQuestion implements AutoCloseable {
    /** Larger than a checkpoint of four billion parameters, the largest object of a network. */
    static final long MAX_BYTES = 16L << 30;

    private static final long PART = 1 << 26;

    private final String name;
    private final Arena arena;
    private final MemorySegment content;

    private FileInQuestion(String name, Arena arena, MemorySegment content) {
        this.name = name;
        this.arena = arena;
        this.content = content;
    }

    /**
     * Opens it.
     *
     * @throws UnreadableFileException if it is absent, no regular file, too large, or may not be read
     */
    @SuppressWarnings("MustBeClosedChecker") // The arena lives as long as what is returned, and ends here on a failure.
    public static FileInQuestion open(Path path) {
        var name = Shown.text(path.toString());
        var arena = Arena.ofConfined();
        try {
            requireReadable(name, Files.readAttributes(path, BasicFileAttributes.class));
            return new FileInQuestion(name, arena, map(path, arena));
        } catch (IOException e) {
            arena.close();
            throw unreadable(name, e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static void requireReadable(String name, BasicFileAttributes found) {
        if (found.isDirectory()) {
            throw new UnreadableFileException(name + " is a directory: name a file in it");
        }
        if (!found.isRegularFile()) {
            throw new UnreadableFileException(
                    name + " is a pipe or a device, no file: save what comes out of it, and name that");
        }
        if (found.size() > MAX_BYTES) {
            throw new UnreadableFileException(name + " has " + found.size() + " bytes, looked into are at most "
                    + MAX_BYTES + ": no object of a network is so large");
        }
    }

    private static MemorySegment map(Path path, Arena arena) throws IOException {
        try (var channel = FileChannel.open(path)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private static UnreadableFileException unreadable(String name, IOException e) {
        return new UnreadableFileException(
                switch (e) {
                    case NoSuchFileException _ -> "there is no file " + name;
                    case AccessDeniedException _ -> name + " may not be read: give yourself the right to, or copy it";
                    default -> name + " cannot be read: " + Shown.text(String.valueOf(e.getMessage()));
                });
    }

    /** What it is called, fit to be printed. */
    public String name() {
        return name;
    }

    /** All of it, until this is closed. */
    public MemorySegment content() {
        return content;
    }

    /** The digest by which it is pinned, in lower-case hexadecimal digits. */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var from = 0L; from < content.byteSize(); from += PART) {
                digest.update(content.asSlice(from, Math.min(PART, content.byteSize() - from))
                        .asByteBuffer());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
