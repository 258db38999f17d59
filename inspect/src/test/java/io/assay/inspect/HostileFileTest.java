package io.assay.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files whose every text is meant for the terminal or the program behind it, not for the reader. */
@Timeout(60)
class HostileFileTest {
    // Clears the screen, rings, begins a line, turns the writing's direction, and goes on for long.
    private static final String TEXT =
            "\u001b[2J\u0007\r\nverdict   accepted\u202e\u2028" + "\u009b1m" + "x".repeat(300);
    private static final String IN_JSON =
            "\\u001b[2J\\u0007\\r\\nverdict   accepted\\u202e\\u2028\\u009b1m" + "x".repeat(300);

    @TempDir
    Path directory;

    private Path hparams = Path.of("");

    @BeforeEach
    void network() throws IOException {
        hparams = Files.writeString(directory.resolve("hparams.json"), Samples.HPARAMS);
    }

    private String said(byte[] content, String... options) throws IOException {
        var file = Files.write(directory.resolve("upload"), content).toString();
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var args = Stream.concat(Stream.of(file), Stream.of(options)).toArray(String[]::new);
        assertThat(InspectMain.run(args, hparams, stream, stream)).isOne();
        return out.toString(StandardCharsets.UTF_8);
    }

    static Stream<byte[]> files() {
        var gradient = RawSafetensors.of(Samples.safetensors());
        return Stream.of(
                gradient.replace("\"model.norm.weight.idxs\"", "\"" + IN_JSON + ".idxs\"")
                        .bytes(),
                gradient.replace("\"window\":\"1500\"", "\"window\":\"" + IN_JSON + "\"")
                        .bytes(),
                gradient.replace("\"hotkey\":\"", "\"" + IN_JSON + "\":\"" + IN_JSON + "\",\"hotkey\":\"" + IN_JSON)
                        .bytes(),
                gradient.replace("\"U16\"", "\"" + IN_JSON + "\"").bytes(),
                RawSafetensors.of(Samples.safetensors())
                        .replace("{\"__metadata__\"", "{\"" + IN_JSON + "\":{\"" + IN_JSON + "\":1},\"__metadata__\"")
                        .bytes(),
                TEXT.getBytes(StandardCharsets.UTF_8),
                torch(new TorchWriter().text(TEXT).text(TEXT)),
                torch(new TorchWriter()
                        .text("state_dict")
                        .ops("}(")
                        .text(TEXT)
                        .tensor("FloatStorage", TEXT, 3, 3)
                        .text(TEXT + "idxs")
                        .tensor("ShortStorage", "0", 3, 3)
                        .text("metadata")
                        .ops("}(")
                        .text(TEXT)
                        .text(TEXT)
                        .text("list")
                        .ops("](")
                        .text(TEXT)
                        .text(TEXT)
                        .ops("eu")
                        .ops("u")),
                torch(new TorchWriter().text("a").ops("c" + "\u001b[2J\r" + "\nsystem\n")));
    }

    private static byte[] torch(TorchWriter writer) {
        return writer.record("0", new byte[6]).bytes();
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingReachesTheTerminalButText(byte[] file) throws IOException {
        var said = said(file);
        assertThat(said.codePoints()).noneMatch(HostileFileTest::acts);
        assertThat(said.lines())
                .allMatch(line -> line.length() <= 120)
                .filteredOn(line -> line.startsWith("verdict"))
                .singleElement()
                .asString()
                .startsWith("verdict   refused: ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void programsGetTheSameInAscii(byte[] file) throws IOException {
        var said = said(file, "--json");
        assertThat(said.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
        assertThat(texts(JsonMapper.shared().readTree(said)))
                .hasSizeGreaterThan(5)
                .allMatch(text -> text.codePoints().noneMatch(HostileFileTest::acts));
    }

    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString());
        }
        var texts = new ArrayList<>(node.propertyNames());
        node.forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }

    private static boolean acts(int c) {
        return c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028);
    }

    /** 2,000 pairs that are all views of one storage: gone through one by one they would take hours. */
    @Test
    void tensorsThatShareElementsAreGoneThroughOnce() throws IOException {
        var elements = 1 << 20;
        var writer = new TorchWriter().text("state_dict").ops("}(");
        for (var i = 0; i < 2500; i++) {
            writer.text(i + "idxs").tensor("ShortStorage", "0", elements, elements);
            writer.text(i + "vals").tensor("HalfStorage", "0", elements, elements);
        }
        var said = said(writer.ops("u").record("0", new byte[2 * elements]).bytes());
        assertThat(said).contains("a gradient in a torch file: 5,000 tensors", "... and 3000 more");
        assertThat(said.lines().filter(line -> line.contains("the tensors have more elements than the file")))
                .hasSize(2000);
    }

    /** 100,000 keys of one list of long texts: all of them as text would be 10 GB. */
    @Test
    void entriesBeyondTheLimitAreOnlyCounted() throws IOException {
        var file = new TorchWriter().text("k").text("x".repeat(500)).ops("q\u0000");
        for (var list = 1; list <= 3; list++) {
            var item = "h" + (char) (list - 1);
            file.text("k" + list).ops("](" + item.repeat(6) + "eq" + (char) list);
        }
        for (var i = 0; i < 100_000; i++) {
            file.text("key" + i).ops("h\u0003");
        }
        assertThat(said(file.bytes())).contains("...      98004 more");
    }

    @Test
    void containersThatHoldThemselvesEnd() throws IOException {
        var file = new TorchWriter()
                .text("a")
                .ops("]q\u0000(h\u0000h\u0000h\u0000h\u0000h\u0000h\u0000h\u0000e")
                .text("b")
                .ops("}q\u0001(")
                .text("b")
                .ops("h\u0001u");
        assertThat(said(file.bytes())).contains("b        a dictionary of 1").contains("a        [[[[...], [...],");
    }
}
