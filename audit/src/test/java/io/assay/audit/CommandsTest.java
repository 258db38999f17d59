package io.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.WindowVerdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
    private static final List<WindowVerdict> VERDICTS = Story.of(3, 8);
    private static final String HEAD = VERDICTS.getLast().verdictHash();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private int audit(String... args) {
        return AuditMain.run(args, stream(out), stream(err));
    }

    private int export(String... args) {
        return ExportMain.run(args, stream(out), stream(err));
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("record.jsonl"), lines).toString();
    }

    @Test
    void auditsAFileThatIsAllEqual() throws IOException {
        assertThat(audit("--file", file(Story.text(VERDICTS)))).isZero();
        assertThat(said()).containsExactly("8 verdicts recomputed, all equal, head " + HEAD);
        assertThat(complained()).matches("8 verdicts, 0\\.\\d MB in .* verdicts/s, .* MB/s\n");
    }

    @Test
    void saysTheFirstDifferenceAndWhatItMeans() throws IOException {
        var lines = Story.text(VERDICTS).stream()
                .map(line -> line.contains("\"window\":13,")
                        ? line.replaceFirst("(\"standings\":.*?\"mu\":)\\d", "$19")
                        : line)
                .toList();
        assertThat(audit("--file", file(lines))).isOne();
        assertThat(said()).hasSize(2);
        assertThat(said().getFirst())
                .matches("window 13 of subnet 3 differs: peer 5Miner\\w+, field mu: recorded 9.*, recomputed .*");
        assertThat(said().getLast()).isEqualTo("The content of window 13 was changed after it was hashed.");
    }

    @Test
    void saysALineForEachSubnet() throws IOException {
        var other = Story.of(4, 2);
        var lines = Stream.concat(Story.text(other).stream(), Story.text(VERDICTS).stream());
        assertThat(audit("--file", file(lines.toList()))).isZero();
        assertThat(said())
                .containsExactly(
                        "subnet 3: 8 verdicts recomputed, all equal, head " + HEAD,
                        "subnet 4: 2 verdicts recomputed, all equal, head "
                                + other.getLast().verdictHash());
    }

    @Test
    void tellsDuplicates() throws IOException {
        var twice = Stream.of(1, 2).flatMap(_ -> Story.text(VERDICTS).stream());
        assertThat(audit("--file", file(twice.toList()))).isZero();
        assertThat(said()).containsExactly("8 verdicts recomputed, all equal, head " + HEAD);
        assertThat(complained()).contains("subnet 3: 8 duplicate records passed over");
    }

    @Test
    void refusesALineThatIsNoVerdict() throws IOException {
        var file = file(List.of(Story.text(VERDICTS).getFirst(), "{}"));
        assertThat(audit("--file", file)).isEqualTo(2);
        assertThat(said()).isEmpty();
        assertThat(complained()).startsWith("assay audit: line 2 of " + file + " is no verdict");
    }

    @Test
    void refusesARecordWithoutAVerdict() throws IOException {
        assertThat(audit("--file", file(List.of()))).isEqualTo(2);
        assertThat(complained()).contains("there is no verdict in the record");
    }

    @Test
    void helps() {
        assertThat(audit("--help")).isZero();
        assertThat(export("--help")).isZero();
        assertThat(said())
                .anyMatch(line -> line.startsWith("usage: ./assay audit ("))
                .anyMatch(line -> line.startsWith("usage: ./assay export ("));
        assertThat(complained()).isEmpty();
    }

    @Test
    void refusesCommandLinesThatCannotBeFollowed() {
        assertRefused(audit(), "one of --bootstrap, --data, --file is needed, given: none");
        assertRefused(audit("--fiel", "x"), "there is no option --fiel");
        assertRefused(audit("--file"), "--file needs a value");
        assertRefused(audit("--file", "x", "--command-config", "y"), "--command-config goes with --bootstrap only");
        assertRefused(
                audit(
                        "--bootstrap",
                        "x:1",
                        "--command-config",
                        directory.resolve("gone").toString()),
                "--command-config names " + directory.resolve("gone"));
        assertRefused(export("--data", "x"), "--out is missing");
        assertRefused(export("--file", "x", "--out", "y"), "there is no option --file");
    }

    private void assertRefused(int exit, String reason) {
        assertThat(exit).isEqualTo(2);
        assertThat(said()).isEmpty();
        assertThat(complained()).contains(reason, "usage: ./assay ");
        err.reset();
    }

    private void record() throws Exception {
        try (var broker = new Broker(directory).topic(1, Map.of());
                var writer = broker.writer("rating")) {
            writer.begin().verdicts(Story.json(VERDICTS)).commit();
            assertThat(audit("--bootstrap", broker.servers())).isZero();
            assertThat(said()).containsExactly("8 verdicts recomputed, all equal, head " + HEAD);
            out.reset();
        }
    }

    @Test
    void auditsABrokerItsFilesAndWhatIsExported() throws Exception {
        record();
        var file = directory.resolve("record.gz").toString();
        assertThat(audit("--data", directory.toString())).isZero();
        assertThat(export("--data", directory.toString(), "--out", file)).isZero();
        assertThat(audit("--file", file)).isZero();
        assertThat(said())
                .containsExactly(
                        "8 verdicts recomputed, all equal, head " + HEAD,
                        "8 verdicts of windows 10 to 17 of subnet 3 written to " + file + ", head " + HEAD,
                        "8 verdicts recomputed, all equal, head " + HEAD);
        replacesOnlyWhenTold(file);
    }

    private void replacesOnlyWhenTold(String file) throws IOException {
        Files.writeString(Path.of(file), "mine");
        assertThat(export("--data", directory.toString(), "--out", file)).isEqualTo(2);
        assertThat(complained()).contains(file + " is there already");
        assertThat(Path.of(file)).hasContent("mine");
        assertThat(export("--data", directory.toString(), "--out", file, "--force"))
                .isZero();
        assertThat(audit("--file", file)).isZero();
    }

    @Test
    void exportsNothingOfWhatCannotBeRead() {
        var file = directory.resolve("record");
        assertThat(export("--data", directory.toString(), "--out", file.toString()))
                .isEqualTo(2);
        assertThat(complained()).contains("holds no verdicts");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void namesAPlaceWhereNothingCanBeWritten() {
        var file = directory.resolve("gone").resolve("record").toString();
        assertThat(export("--data", directory.toString(), "--out", file)).isEqualTo(2);
        assertThat(complained()).contains("cannot write " + file);
    }
}
