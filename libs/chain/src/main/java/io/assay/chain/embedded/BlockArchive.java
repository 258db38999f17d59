package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Hash and timestamp of every block that is no longer in the journal: 40 bytes each, by number. How many of them count
 * is the journal's to say; more are left by a process that was killed before its snapshot stood.
 */
final class BlockArchive implements AutoCloseable {
    static final int RECORD_BYTES = 32 + Long.BYTES;

    private final RandomAccessFile file;
    private long count;

    private BlockArchive(RandomAccessFile file, long count) {
        this.file = file;
        this.count = count;
    }

    /**
     * Opens the archive.
     *
     * @param count blocks that count
     * @throws IOException if there are fewer, or it cannot be used
     */
    static BlockArchive open(Path path, long count) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.length() < count * RECORD_BYTES) {
                throw new IOException(path + " holds " + file.length() / RECORD_BYTES + " blocks, the journal needs "
                        + count + ": restore the directory from a backup or begin a new chain in another one");
            }
            file.setLength(count * RECORD_BYTES);
            return new BlockArchive(file, count);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Blocks in the archive: numbers below it. */
    long count() {
        return count;
    }

    Block block(long number) throws IOException {
        var bytes = new byte[RECORD_BYTES];
        file.seek(number * RECORD_BYTES);
        file.readFully(bytes);
        var in = ByteBuffer.wrap(bytes);
        var timestamp = Instant.ofEpochMilli(in.getLong());
        var hash = new byte[32];
        in.get(hash);
        return new Block(number, Hex.of(hash), timestamp);
    }

    /** Adds the blocks that follow, and sees that they are on the disk. */
    void append(List<Block> blocks) throws IOException {
        var out = ByteBuffer.allocate(blocks.size() * RECORD_BYTES);
        blocks.forEach(block -> out.putLong(block.timestamp().toEpochMilli()).put(Hex.bytes(block.hash())));
        file.seek(count * RECORD_BYTES);
        file.write(out.array());
        file.getFD().sync();
        count += blocks.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
