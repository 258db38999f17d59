package io.assay.chain.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps a directory to one chain, of this process or another, until it is closed or the process ends. */
final class DirectoryLock implements AutoCloseable {
    private final RandomAccessFile file;

    private DirectoryLock(RandomAccessFile file) {
        this.file = file;
    }

    static DirectoryLock of(Path directory) throws IOException {
        var file = new RandomAccessFile(directory.resolve("chain.lock").toFile(), "rw");
        try {
            if (file.getChannel().tryLock() == null) {
                throw inUse(directory, null);
            }
            return new DirectoryLock(file);
        } catch (OverlappingFileLockException e) {
            file.close();
            throw inUse(directory, e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static IOException inUse(Path directory, @Nullable Exception cause) {
        return new IOException(
                directory + " is in use by another chain: end that one or choose another directory", cause);
    }
}
