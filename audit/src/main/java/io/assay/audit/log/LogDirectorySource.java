package io.assay.audit.log;

import io.assay.audit.core.PassedOver;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource;
import io.assay.audit.kafka.VerdictRecords;
import io.assay.protocol.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The committed verdicts in the data directory of a localnet, or in any Kafka log directory; the broker may run or not.
 * Nothing is locked and nothing written. What a reader of committed records would see is what is read: the partition is
 * gone through twice, first for the ends of transactions, then for the records.
 */
public final class LogDirectorySource implements VerdictSource {
    private static final String TOPIC = Topics.WINDOW_VERDICTS.topic();
    private static final Pattern PARTITION = Pattern.compile(Pattern.quote(TOPIC) + "-(\\d{1,9})");

    private final Path directory;

    /**
     * A source.
     *
     * @param directory what {@code ./assay localnet --data} was given, or a Kafka log directory
     */
    public LogDirectorySource(Path directory) {
        this.directory = directory;
    }

    @Override
    public PassedOver read(Sink sink) {
        var passed = new PassedOver();
        var records = new VerdictRecords(sink, passed);
        partitions().forEach(partition -> read(partition, records, passed));
        return passed;
    }

    private List<PartitionLog> partitions() {
        var found = Stream.of(directory.resolve("kafka"), directory)
                .filter(Files::isDirectory)
                .map(LogDirectorySource::partitions)
                .filter(partitions -> !partitions.isEmpty())
                .findFirst();
        return found
                .orElseThrow(() -> new UnreadableSourceException(directory + " holds no verdicts: there is no "
                        + TOPIC + "-0 in it nor in " + directory.resolve("kafka")
                        + "; give the directory that ./assay localnet --data was given, or a Kafka log directory"))
                .stream()
                .map(PartitionLog::new)
                .toList();
    }

    private static List<Path> partitions(Path log) {
        try (var files = Files.list(log)) {
            return files.filter(file -> number(file) >= 0)
                    .sorted(Comparator.comparingInt(LogDirectorySource::number))
                    .toList();
        } catch (IOException e) {
            throw new UnreadableSourceException("cannot list " + log + ": " + e, e);
        }
    }

    /** The partition's number, or −1 for other directories. */
    private static int number(Path directory) {
        var matcher = PARTITION.matcher(directory.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static void read(PartitionLog partition, VerdictRecords records, PassedOver passed) {
        var transactions = new Transactions();
        var rest = partition.read(transactions::note);
        partition.read(batch -> {
            if (transactions.committed(batch)) {
                read(partition.name(), batch, records);
            }
        });
        if (transactions.isOpen()) {
            passed.endedEarly(
                    "%s was read to offset %d, where a transaction begins that is neither committed nor aborted"
                            .formatted(partition.name(), transactions.stableEnd()));
        }
        if (rest != null) {
            passed.endedEarly(rest);
        }
    }

    private static void read(String partition, RecordBatch batch, VerdictRecords records) {
        try (var buffers = BufferSupplier.create();
                var found = batch.streamingIterator(buffers)) {
            while (found.hasNext()) {
                var record = found.next();
                records.take("offset " + record.offset() + " of " + partition, record.headers(), value(record));
            }
        }
    }

    private static byte @Nullable [] value(Record record) {
        return record.hasValue() ? bytes(record.value()) : null;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
