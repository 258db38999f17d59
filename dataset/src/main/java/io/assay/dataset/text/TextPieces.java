package io.assay.dataset.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of UTF-8 in pieces that fit memory, whatever its size. A piece ends after a line where it can, else within one, and
 * never between the two halves of a character; a document is the whole file, or each line that is not blank.
 */
public final class TextPieces implements AutoCloseable {
    /** Longest piece, in UTF-16 units. */
    static final int LIMIT = 1 << 18;

    private final Path file;
    private final Reader reader;
    private final boolean lines;
    private final StringBuilder ahead = new StringBuilder();
    private final char[] buffer = new char[1 << 14];
    private int start;
    private boolean over;

    /**
     * A part of a document.
     *
     * @param last whether the document ends with it
     */
    public record Piece(String text, boolean last) {}

    private TextPieces(Path file, Reader reader, boolean lines) {
        this.file = file;
        this.reader = reader;
        this.lines = lines;
    }

    /** Opens a file. */
    public static TextPieces open(Path file, boolean lines) throws IOException {
        return new TextPieces(file, new BufferedReader(Files.newBufferedReader(file, StandardCharsets.UTF_8)), lines);
    }

    /**
     * The next piece, or null at the end.
     *
     * @throws IOException if the file cannot be read, or is not UTF-8
     */
    public @Nullable Piece next() throws IOException {
        while (true) {
            fill();
            if (left() == 0) {
                return null;
            }
            var piece = lines ? line() : part();
            if (!lines || !piece.text().isBlank()) {
                return piece;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Piece part() {
        if (over && left() <= LIMIT) {
            return taken(left(), true);
        }
        var line = ahead.lastIndexOf("\n", start + LIMIT - 1);
        return taken(line >= start ? line + 1 - start : cut(), false);
    }

    private Piece line() {
        var end = ahead.indexOf("\n", start);
        var length = (end < 0 ? ahead.length() : end) - start;
        if (length > LIMIT || (end < 0 && !over)) {
            return taken(cut(), false);
        }
        var line = taken(length, true);
        start += end < 0 ? 0 : 1;
        return line.text().endsWith("\r") ? new Piece(line.text().substring(0, length - 1), true) : line;
    }

    private int left() {
        return ahead.length() - start;
    }

    private int cut() {
        return Character.isHighSurrogate(ahead.charAt(start + LIMIT - 1)) ? LIMIT - 1 : LIMIT;
    }

    private Piece taken(int length, boolean last) {
        var text = ahead.substring(start, start + length);
        start += length;
        return new Piece(text, last);
    }

    /** More than a piece, so that it is known whether anything follows. */
    private void fill() throws IOException {
        if (start > LIMIT) {
            ahead.delete(0, start);
            start = 0;
        }
        while (!over && left() <= LIMIT) {
            var read = read(buffer);
            over = read < 0;
            ahead.append(buffer, 0, Math.max(read, 0));
        }
    }

    private int read(char[] into) throws IOException {
        try {
            return reader.read(into);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8; convert it, for example by iconv", e);
        }
    }
}
