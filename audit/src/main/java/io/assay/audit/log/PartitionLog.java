package io.assay.audit.log;

import io.assay.audit.core.UnreadableSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Records;
import org.jspecify.annotations.Nullable;

/** The batches of one partition, out of its segment files; opened for reading only. */
final class PartitionLog {
    private static final Pattern SEGMENT = Pattern.compile("\\d{20}\\.log");
    private static final int MOST_BATCH_BYTES = 32 << 20;

    private final Path directory;
    private long nextOffset;

    PartitionLog(Path directory) {
        this.directory = directory;
    }

    /** As {@code window-verdicts-0}. */
    String name() {
        return String.valueOf(directory.getFileName());
    }

    /**
     * Reads all whole batches, in the order of their offsets, each with its checksum verified.
     *
     * @return a sentence about a batch that was begun and not finished, as kill -9 leaves it behind
     * @throws UnreadableSourceException naming the file and the position
     */
    @Nullable
    String read(Consumer<FileChannelRecordBatch> batches) {
        nextOffset = 0;
        String rest = null;
        var segments = segments();
        for (var segment : segments) {
            rest = read(segment, batches);
            if (rest != null && !segment.equals(segments.getLast())) {
                throw new UnreadableSourceException(rest + ", and there are segments after it; restore the file");
            }
        }
        return rest;
    }

    private List<Path> segments() {
        try (var files = Files.list(directory)) {
            return files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableSourceException("cannot list " + directory + ": " + e, e);
        }
    }

    private @Nullable String read(Path segment, Consumer<FileChannelRecordBatch> batches) {
        try {
            var records = FileRecords.open(segment.toFile(), false);
            try {
                return read(segment, records, batches);
            } finally {
                // Not close(): that would cut off what a running broker has written since.
                records.closeHandlers();
            }
        } catch (IOException e) {
            throw new UnreadableSourceException("cannot read " + segment + ": " + e, e);
        }
    }

    private @Nullable String read(Path segment, FileRecords records, Consumer<FileChannelRecordBatch> batches)
            throws IOException {
        var position = 0;
        try {
            for (var iterator = records.batchIterator(); iterator.hasNext(); ) {
                var batch = iterator.next();
                require(batch);
                batches.accept(batch);
                position = batch.position() + batch.sizeInBytes();
            }
            return rest(segment, records, position);
        } catch (KafkaException e) {
            throw new UnreadableSourceException(
                    segment + ", position " + position + ": the batch is damaged (" + e.getMessage()
                            + "); restore the file from a copy",
                    e);
        }
    }

    private void require(FileChannelRecordBatch batch) {
        if (batch.sizeInBytes() > MOST_BATCH_BYTES || batch.baseOffset() < nextOffset) {
            throw new KafkaException("it has " + batch.sizeInBytes() + " bytes and offset " + batch.baseOffset()
                    + ", allowed: at most " + MOST_BATCH_BYTES + " and at least " + nextOffset);
        }
        batch.ensureValid();
        nextOffset = batch.nextOffset();
    }

    private static @Nullable String rest(Path segment, FileRecords records, int position) throws IOException {
        var left = records.sizeInBytes() - position;
        if (left == 0) {
            return null;
        }
        requirePlausible(records, position, left);
        return segment + ", position " + position + ": " + left + " bytes of a batch that was not written to its end";
    }

    /** A damaged length must not pass for a batch that was being written, or all that follows would be lost unseen. */
    private static void requirePlausible(FileRecords records, int position, int left) throws IOException {
        if (left < Records.LOG_OVERHEAD) {
            return;
        }
        var header = ByteBuffer.allocate(Records.LOG_OVERHEAD);
        records.readInto(header, position);
        var size = header.getInt(Records.SIZE_OFFSET);
        if (size > MOST_BATCH_BYTES) {
            throw new KafkaException("its length is " + size + ", allowed: at most " + MOST_BATCH_BYTES);
        }
    }
}
