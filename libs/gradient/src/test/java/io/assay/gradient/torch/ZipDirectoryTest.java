package io.assay.gradient.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipDirectoryTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
    // Two records: header 30, name 3, content 7 each, at 0 and 40; directory at 80, entries of 49; end at 178.
    private static final byte[] VALID =
            new ZipWriter().add("r/a", CONTENT).add("r/b", CONTENT).bytes();
    private static final int SECOND = 40;
    private static final int DIRECTORY = 80;
    private static final int SECOND_ENTRY = DIRECTORY + 49;
    private static final int END = 178;

    @Test
    void readsStoredRecordsInPlace() throws Exception {
        var archive = ZipArchive.of(MemorySegment.ofArray(VALID), 2);
        assertThat(archive.content("b").toArray(ValueLayout.JAVA_BYTE)).isEqualTo(CONTENT);
        assertThat(archive.has("a")).isTrue();
        assertThat(archive.has("r/a")).isFalse();
        assertThat(VALID).hasSize(END + 22);
    }

    @ParameterizedTest
    @CsvSource({
        // offset, bytes, value, fault, sentence
        "0,   4, 0x04034b51, WRONG_MAGIC, does not begin as a zip",
        "178, 4, 0x06054b51, TRUNCATED, does not end with a zip's directory",
        "182, 2, 1,          ARCHIVE, several disks",
        "186, 2, 1,          ARCHIVE, several disks",
        "190, 4, 97,         ARCHIVE, not where the archive says",
        "194, 4, 81,         ARCHIVE, not where the archive says",
        "194, 4, 0xFFFFFFFF, ARCHIVE, not where the archive says",
        "129, 4, 0,          ARCHIVE, ends too early",
        "157, 2, 30,         ARCHIVE, ends too early",
        "88,  2, 1,          COMPRESSED, compressed or encrypted",
        "90,  2, 8,          COMPRESSED, compressed or encrypted",
        "90,  2, 12,         COMPRESSED, compressed or encrypted",
        "100, 4, 6,          ARCHIVE, two sizes",
        "122, 4, 1,          ARCHIVE, no header at 1",
        "122, 4, 0x7FFFFFFF, ARCHIVE, no header at",
        "26,  2, 4,          ARCHIVE, another in its header",
        "28,  2, 60,         ARCHIVE, beyond the directory",
        "6,   2, 8,          ARCHIVE, another in its header",
        "8,   2, 8,          ARCHIVE, another in its header",
        "14,  4, 5,          ARCHIVE, another in its header",
        "32,  1, 0x63,       ARCHIVE, another in its header",
        "30,  1, 0xFF,       ARCHIVE, not UTF-8",
        "108, 2, 0,          ARCHIVE, a record's name has 0 bytes",
    })
    void refusesWhatDoesNotFit(int offset, int bytes, String value, Fault fault, String sentence) {
        var broken = VALID.clone();
        var buffer = ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN);
        var number = Long.decode(value);
        switch (bytes) {
            case 1 -> buffer.put(offset, number.byteValue());
            case 2 -> buffer.putShort(offset, number.shortValue());
            default -> buffer.putInt(offset, number.intValue());
        }
        refuses(broken, fault, sentence);
    }

    @Test
    void refusesRecordsThatOverlap() {
        var broken = VALID.clone();
        ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putInt(SECOND_ENTRY + 42, 0);
        // The second entry now has the first's header; a name of its own would be another fault.
        broken[SECOND_ENTRY + 46 + 2] = 'a';
        refuses(broken, Fault.ARCHIVE, "overlap");
    }

    @Test
    void refusesARecordThatIsThereTwice() {
        var twice = new ZipWriter().add("r/a", CONTENT).add("r/a", CONTENT).bytes();
        refuses(twice, Fault.ARCHIVE, "record a twice");
    }

    @ParameterizedTest
    @CsvSource({"a", "/a", "../a", "./a", "r/", "other/b"})
    void refusesRecordsOutsideTheOneFolder(String name) {
        var first = name.startsWith("other") ? "r/a" : name;
        refuses(
                new ZipWriter().add(first, CONTENT).add(name, CONTENT).bytes(),
                Fault.ARCHIVE,
                "not in the archive's one");
    }

    @Test
    void refusesMoreRecordsThanTheModelHas() {
        var malformed = catchThrowableOfType(
                MalformedTorchException.class, () -> ZipArchive.of(MemorySegment.ofArray(VALID), 1));
        assertThat(malformed).hasMessageContaining("2 records, allowed: 1..1");
    }

    @Test
    void refusesEveryPrefixAndWhatFollows() {
        for (var length = 0; length < VALID.length; length++) {
            var cut = Arrays.copyOf(VALID, length);
            assertThat(catchThrowableOfType(
                            MalformedTorchException.class, () -> ZipArchive.of(MemorySegment.ofArray(cut), 2)))
                    .as("first %d bytes", length)
                    .isNotNull();
        }
        refuses(Arrays.copyOf(VALID, VALID.length + 1), Fault.TRUNCATED, "something follows it");
    }

    @Test
    void comparesTheChecksumEachTimeTheContentIsAskedFor() throws Exception {
        var broken = VALID.clone();
        broken[SECOND + 33]++;
        var archive = ZipArchive.of(MemorySegment.ofArray(broken), 2);
        assertThat(archive.content("a").byteSize()).isEqualTo(CONTENT.length);
        for (var time = 1; time <= 2; time++) {
            var malformed = catchThrowableOfType(MalformedTorchException.class, () -> archive.content("b"));
            assertThat(malformed).as("time %d", time).isNotNull().hasMessageContaining("upload it again");
            assertThat(malformed.fault()).isEqualTo(Fault.CRC);
        }
    }

    private static void refuses(byte[] file, Fault fault, String sentence) {
        var malformed = catchThrowableOfType(
                MalformedTorchException.class, () -> ZipArchive.of(MemorySegment.ofArray(file), 2));
        assertThat(malformed).as(sentence).isNotNull().hasMessageContaining(sentence);
        assertThat(malformed.fault()).isEqualTo(fault);
    }
}
