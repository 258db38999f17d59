package io.assay.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.dataset.text.TextPieces.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPiecesTest {
    @TempDir
    Path folder;

    private List<Piece> pieces(String text, boolean lines) throws IOException {
        return pieces(text.getBytes(StandardCharsets.UTF_8), lines);
    }

    private List<Piece> pieces(byte[] content, boolean lines) throws IOException {
        var all = new ArrayList<Piece>();
        try (var pieces = TextPieces.open(Files.write(folder.resolve("text"), content), lines)) {
            for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
                all.add(piece);
            }
        }
        return all;
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    @Test
    void aSmallFileIsOnePiece() throws IOException {
        assertThat(pieces("one\ntwo\n", false)).containsExactly(new Piece("one\ntwo\n", true));
        assertThat(pieces("", false)).isEmpty();
    }

    @Test
    void linesAreDocumentsUnlessTheyAreBlank() throws IOException {
        assertThat(pieces("one\r\n\n  \ntwo\nthree", true))
                .containsExactly(new Piece("one", true), new Piece("two", true), new Piece("three", true));
        assertThat(pieces("one\n", true)).containsExactly(new Piece("one", true));
        assertThat(pieces("\n\n", true)).isEmpty();
    }

    @Test
    void aLargeFileIsCutBehindLines() throws IOException {
        var line = "a line of text\n";
        var text = line.repeat(50_000);
        var pieces = pieces(text, false);
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(joined(pieces)).isEqualTo(text);
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(piece.text()).endsWith("\n").hasSizeLessThan(TextPieces.LIMIT + 1));
        assertThat(pieces.getLast().last()).isTrue();
        assertThat(pieces.subList(0, pieces.size() - 1)).noneMatch(Piece::last);
    }

    @Test
    void aLongLineIsCutBetweenCharacters() throws IOException {
        var text = "x" + "😀".repeat(TextPieces.LIMIT);
        for (var lines : List.of(true, false)) {
            var pieces = pieces(text, lines);
            assertThat(pieces).hasSize(3);
            assertThat(joined(pieces)).isEqualTo(text);
            assertThat(pieces)
                    .noneMatch(piece -> Character.isLowSurrogate(piece.text().charAt(0)));
            assertThat(pieces.stream().filter(Piece::last)).containsExactly(pieces.getLast());
        }
    }

    @Test
    void manyLinesKeepTheirOrder() throws IOException {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++) {
            text.append(i).append('\n');
        }
        var pieces = pieces(text.toString(), true);
        assertThat(pieces).hasSize(100_000).allMatch(Piece::last);
        assertThat(pieces.get(77_777).text()).isEqualTo("77777");
        assertThat(pieces.getLast().text()).isEqualTo("99999");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> pieces(new byte[] {'a', (byte) 0xff, 'b'}, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not UTF-8; convert it");
    }
}
