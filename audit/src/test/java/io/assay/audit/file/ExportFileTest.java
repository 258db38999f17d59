package io.assay.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.audit.core.UnreadableSourceException;
import io.assay.protocol.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFileTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> read(Path file) {
        var lines = new ArrayList<String>();
        assertThat(new ExportFileSource(file)
                        .read((place, json) -> lines.add(place + ": " + new String(json, StandardCharsets.UTF_8)))
                        .sentences())
                .isEmpty();
        return lines;
    }

    private Path written(String name, String... records) throws IOException {
        var file = directory.resolve(name);
        try (var writer = new ExportWriter(file)) {
            for (var record : records) {
                writer.write(bytes(record));
            }
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.jsonl", "record.jsonl.gz"})
    void readsWhatItWrote(String name) throws IOException {
        var file = written(name, "{\"a\":1}", "{\"b\":\"ü\"}");
        assertThat(read(file))
                .containsExactly("line 1 of " + file + ": {\"a\":1}", "line 2 of " + file + ": {\"b\":\"ü\"}");
        assertThat(directory.toFile().list()).containsExactly(name);
    }

    @Test
    void compressesByName() throws IOException {
        var file = written("record.gz", "{}");
        assertThat(Files.readAllBytes(file)).startsWith(0x1f, 0x8b);
    }

    @Test
    void putsARecordOfSeveralLinesOnOne() throws IOException {
        var file = written("record", "{\n \"a\":\r\n1}");
        assertThat(read(file)).containsExactly("line 1 of " + file + ": {  \"a\":  1}");
    }

    @Test
    void readsALastLineWithoutItsEnd() throws IOException {
        var file = Files.writeString(directory.resolve("record"), "{}\n{\"a\":1}");
        assertThat(read(file)).hasSize(2).last().asString().endsWith("{\"a\":1}");
    }

    @Test
    void leavesNothingBehindWhenItIsNotFinished() throws IOException {
        try (var writer = new ExportWriter(directory.resolve("record"))) {
            writer.write(bytes("{}"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesALineLongerThanARecord() throws IOException {
        var line = new byte[Topics.MAX_RECORD_BYTES + 1];
        Arrays.fill(line, (byte) ' ');
        var file = directory.resolve("record");
        Files.write(file, bytes("{}\n"));
        Files.write(file, line, StandardOpenOption.APPEND);
        assertUnreadable(file, "line 2 of " + file, "more than " + Topics.MAX_RECORD_BYTES + " bytes");
    }

    @Test
    void refusesCompressedDataThatEndsTooSoon() throws IOException {
        var file = written("record.gz", "{\"a\":1}".repeat(1000));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
        assertUnreadable(file, "line 1 of " + file, "EOFException");
    }

    @Test
    void refusesPlainTextUnderACompressedName() throws IOException {
        assertUnreadable(Files.writeString(directory.resolve("record.gz"), "{\"window\": 10}\n"), "Not in GZIP format");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertUnreadable(directory.resolve("gone"), "there is no file " + directory.resolve("gone"));
    }

    private static void assertUnreadable(Path file, String... parts) {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> read(file))
                .withMessageContainingAll(parts);
    }
}
