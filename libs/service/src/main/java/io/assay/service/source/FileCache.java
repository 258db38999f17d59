package io.assay.service.source;

import io.assay.model.shards.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of a folder, named by their SHA-256, that together have no more than so many bytes; the one not used for longest goes
 * first. Safe for use by several threads, and by several processes on one folder. What a file's time of modification says is
 * when it was last used, so a restart forgets nothing; what was there before is digested before it is used again.
 *
 * <p>A file may be taken away while someone reads it: whoever has it open reads on, as POSIX has it, and whoever comes too late
 * asks again.
 */
final class FileCache {
    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final String PART = ".part";
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> coming = new HashMap<>();

    /** A file as the folder has it. */
    private record Kept(Path file, long bytes, FileTime used) {}

    /** Brings content that is not there. */
    interface Fetch {
        /**
         * Writes it.
         *
         * @return SHA-256 of what was written
         */
        String into(Path file) throws IOException;
    }

    /** What was fetched is not what was asked for. */
    static final class WrongContentException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongContentException(String found) {
            super("has the SHA-256 " + found);
        }
    }

    /**
     * A cache.
     *
     * @param directory made when it is not there
     * @throws UncheckedIOException if it cannot be made or read
     */
    FileCache(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
        try {
            Files.createDirectories(directory);
            sweep();
        } catch (IOException e) {
            throw new UncheckedIOException("the cache directory " + directory + " cannot be used", e);
        }
    }

    /**
     * The file of that content. It may be gone when it is opened: ask again then.
     *
     * @param bytes of the content
     * @throws WrongContentException if what comes is not the content
     * @throws IOException if the folder cannot take it
     */
    Path file(String sha256, long bytes, Fetch fetch) throws IOException {
        var file = directory.resolve(sha256);
        synchronized (locks.computeIfAbsent(sha256, _ -> new Object())) {
            if (!isThere(file, sha256, bytes)) {
                bring(file, sha256, bytes, fetch);
            }
            return file;
        }
    }

    private boolean isThere(Path file, String sha256, long bytes) throws IOException {
        try {
            if (Files.size(file) == bytes
                    && (checked.contains(sha256) || FileDigest.sha256(file).equals(sha256))) {
                checked.add(sha256);
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                return true;
            }
        } catch (NoSuchFileException _) {
            return false;
        }
        LOG.warn("{} is damaged and is fetched anew", file);
        Files.deleteIfExists(file);
        return false;
    }

    private void bring(Path file, String sha256, long bytes, Fetch fetch) throws IOException {
        reserve(sha256, bytes);
        try {
            var part = Files.createTempFile(directory, "new", PART);
            try {
                var found = fetch.into(part);
                if (!found.equals(sha256)) {
                    throw new WrongContentException(found);
                }
                Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                checked.add(sha256);
            } finally {
                Files.deleteIfExists(part);
            }
        } finally {
            release(sha256);
        }
    }

    /** Makes room, and holds it until {@link #release}. The folder is looked into, because others may use it too. */
    private synchronized void reserve(String sha256, long bytes) throws IOException {
        if (bytes > maxBytes) {
            throw new IOException(directory + " may have " + maxBytes + " bytes, needed for one file: " + bytes
                    + "; set assay.data.cache-size to more");
        }
        var kept = kept();
        var left = maxBytes
                - bytes
                - coming.values().stream().mapToLong(Long::longValue).sum()
                - kept.stream().mapToLong(Kept::bytes).sum();
        for (var i = 0; left < 0 && i < kept.size(); i++) {
            Files.deleteIfExists(kept.get(i).file());
            left += kept.get(i).bytes();
        }
        coming.put(sha256, bytes);
    }

    private synchronized void release(String sha256) {
        coming.remove(sha256);
    }

    /** What is there, the one not used for longest first. */
    private List<Kept> kept() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .flatMap(file -> look(file).stream())
                    .sorted(Comparator.comparing(Kept::used))
                    .toList();
        }
    }

    private static List<Kept> look(Path file) {
        try {
            return List.of(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
        } catch (IOException e) {
            LOG.debug("{} went away", file, e);
            return List.of();
        }
    }

    /** Deletes what a process that was killed has left. */
    private void sweep() throws IOException {
        var before = clock.instant().minus(ABANDONED);
        try (var files = Files.list(directory)) {
            for (var file : files.filter(each -> each.toString().endsWith(PART)).toList()) {
                for (var part : look(file)) {
                    if (part.used().toInstant().isBefore(before)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
