package io.assay.topics.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Text from outside, as it can be shown on a terminal: on one line, and without characters that do something. */
public final class Printable {
    private Printable() {}

    /** Everything that is not plainly visible becomes {@code \}{@code u} and its number. */
    public static String text(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (visible(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(String.format(Locale.ROOT, point > 0xFFFF ? "\\u{%x}" : "\\u%04x", point));
            }
        });
        return shown.toString();
    }

    /** Bytes as UTF-8 text; where they are none, as hexadecimal digits. */
    public static String bytes(byte[] bytes) {
        try {
            return text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
