package io.assay.ingest.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where gradients lie while they are checked: a folder with a limited number of files. Who wants one more waits its turn.
 */
public final class Spool {
    private static final String SUFFIX = ".gradient";

    private final Path folder;
    private final Semaphore free;
    private final AtomicLong next = new AtomicLong();

    private Spool(Path folder, int files) {
        this.folder = folder;
        free = new Semaphore(files, true);
    }

    /**
     * Opens a folder, which is made; what an earlier run left in it goes away.
     *
     * @param files that may be there at once
     * @throws UncheckedIOException naming the folder
     */
    public static Spool open(Path folder, int files) {
        try {
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
            return new Spool(folder, files);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder for gradients being read, " + folder + ", cannot be used: " + e.getMessage(), e);
        }
    }

    /** A name for a file, once there is room. */
    Spooled take() throws InterruptedException {
        free.acquire();
        return new Spooled(folder.resolve(next.getAndIncrement() + SUFFIX));
    }

    /** Room for one file, which goes away with it. */
    final class Spooled implements AutoCloseable {
        private final Path file;

        private Spooled(Path file) {
            this.file = file;
        }

        Path file() {
            return file;
        }

        @Override
        public void close() throws IOException {
            try {
                Files.deleteIfExists(file);
            } finally {
                free.release();
            }
        }
    }
}
