package io.assay.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.audit.Broker;
import io.assay.audit.Story;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource;
import io.assay.audit.kafka.ClusterSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs that a real broker wrote, read from its files and, for comparison, from the broker. */
@Timeout(120)
class RealLogTest {
    private static final List<byte[]> VERDICTS = Story.json(Story.of(3, 24));

    @TempDir
    static Path template;

    @TempDir
    Path directory;

    private record Read(List<byte[]> values, List<String> places, List<String> passed) {
        static Read of(VerdictSource source) {
            var values = new ArrayList<byte[]>();
            var places = new ArrayList<String>();
            var passed = source.read((place, json) -> {
                values.add(json);
                places.add(place);
            });
            return new Read(values, places, passed.sentences());
        }
    }

    private Read fromFiles() {
        return Read.of(new LogDirectorySource(directory));
    }

    private static Read fromBroker(Broker broker) {
        return Read.of(new ClusterSource(broker.servers(), new Properties()));
    }

    private Path partition() {
        return directory.resolve("kafka").resolve("window-verdicts-0");
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(partition())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void readsWhatWasCommittedAndNothingElse() throws Exception {
        try (var broker = new Broker(directory).topic(2, Map.of());
                var first = broker.writer("first");
                var second = broker.writer("second")) {
            first.begin().verdicts(VERDICTS.subList(0, 2)).commit();
            first.begin().verdicts(VERDICTS.subList(5, 9)).abort();
            first.begin().verdicts(VERDICTS.subList(2, 3));
            second.begin().verdicts(VERDICTS.subList(9, 10));
            first.verdicts(VERDICTS.subList(3, 4));
            second.abort();
            first.write(0, "PeerStanding", VERDICTS.getFirst()).write(0, "WindowVerdict", null);
            first.write(1, "WindowVerdict", VERDICTS.get(4)).commit();
            second.begin().verdicts(VERDICTS.subList(10, 11));
            first.begin().verdicts(VERDICTS.subList(11, 12)).commit();

            var read = fromFiles();
            assertThat(read.values()).containsExactlyElementsOf(VERDICTS.subList(0, 5));
            assertThat(read.places()).last().isEqualTo("offset 0 of window-verdicts-1");
            assertThat(read.passed().subList(0, 2))
                    .containsExactly("passed over: 1 × record of type PeerStanding", "passed over: 1 × tombstone");
            assertThat(read.passed())
                    .hasSize(3)
                    .last()
                    .asString()
                    .matches("window-verdicts-0 was read to offset \\d+, where a transaction begins that is neither"
                            + " committed nor aborted");

            var consumed = fromBroker(broker);
            assertThat(consumed.values()).containsExactlyElementsOf(read.values());
            assertThat(consumed.places()).isEqualTo(read.places());
            assertThat(consumed.passed()).isEqualTo(read.passed().subList(0, 2));
        }
    }

    /** Three verdicts, a transaction each, in a log of a broker that was stopped: {@link #written} copies it. */
    @BeforeAll
    static void write() throws Exception {
        try (var broker = new Broker(template).topic(1, Map.of());
                var writer = broker.writer("first")) {
            for (var i = 0; i < 3; i++) {
                writer.begin().verdicts(VERDICTS.subList(i, i + 1)).commit();
            }
        }
    }

    private void written() throws IOException {
        Files.createDirectories(partition());
        var from = template.resolve(directory.relativize(partition()));
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, partition().resolve(file.getFileName()));
            }
        }
    }

    @Test
    void readsSeveralSegmentsInTheOrderOfTheirOffsets() throws Exception {
        try (var broker = new Broker(directory).topic(1, Map.of("segment.bytes", "1048576"));
                var writer = broker.writer("first")) {
            var padded = padded();
            writer.begin().verdicts(padded.subList(0, 3));
            writer.verdicts(padded.subList(3, 5)).commit();
            assertThat(segments()).hasSizeGreaterThan(2);
            assertThat(fromFiles().values()).containsExactlyElementsOf(padded);
            assertThat(fromBroker(broker).values()).containsExactlyElementsOf(padded);
        }
    }

    /** Verdicts that fill more than half a segment even when they are compressed. */
    private static List<byte[]> padded() {
        var random = new Random(1);
        var values = new ArrayList<byte[]>();
        for (var i = 0; i < 5; i++) {
            var value = new byte[700_000];
            random.nextBytes(value);
            values.add(value);
        }
        return values;
    }

    @Test
    void readsTheDirectoryOfABrokerItself() throws Exception {
        written();
        assertThat(Read.of(new LogDirectorySource(directory.resolve("kafka"))).values())
                .containsExactlyElementsOf(VERDICTS.subList(0, 3));
    }

    @Test
    void endsAtABatchThatWasNotWrittenToItsEnd() throws Exception {
        written();
        var segment = segments().getFirst();
        var whole = Files.size(segment);
        for (var cut : List.of(1, 70)) {
            truncate(segment, whole - cut);
            var read = fromFiles();
            assertThat(read.values()).containsExactlyElementsOf(VERDICTS.subList(0, 2));
            assertThat(read.passed()).last().asString().contains(segment + ", position ", "not written to its end");
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
    }

    @Test
    void namesFileAndPositionOfADamagedBatch() throws Exception {
        written();
        flip(segments().getFirst(), 300);
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(this::fromFiles)
                .withMessageContainingAll(segments().getFirst() + ", position 0: the batch is damaged", "crc");
    }

    @Test
    void doesNotTakeADamagedLengthForAnUnfinishedBatch() throws Exception {
        written();
        flip(segments().getFirst(), 8);
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(this::fromFiles)
                .withMessageContainingAll(segments().getFirst() + ", position 0", "its length is ");
    }

    private static void flip(Path file, long position) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            var value = open.read();
            open.seek(position);
            open.write(value ^ 0x40);
        }
    }

    @Test
    void refusesAnUnfinishedBatchThatSegmentsFollow() throws Exception {
        written();
        var segment = segments().getFirst();
        Files.copy(segment, partition().resolve("00000000000000000100.log"));
        truncate(segment, Files.size(segment) - 1);
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(this::fromFiles)
                .withMessageContainingAll(segment.toString(), "there are segments after it");
    }

    @Test
    void refusesOffsetsThatGoBack() throws Exception {
        written();
        Files.copy(segments().getFirst(), partition().resolve("00000000000000000001.log"));
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(this::fromFiles)
                .withMessageContaining("offset 0, allowed: ");
    }

    @Test
    void namesADirectoryWithoutVerdicts() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(this::fromFiles)
                .withMessageContainingAll(
                        directory + " holds no verdicts", "./assay localnet --data", "window-verdicts-0");
    }
}
