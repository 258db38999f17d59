package io.assay.chain.rpc;

/** A peer's text made fit for a log: one line, bounded. */
final class PlainText {
    private static final int MAX_CHARS = 300;

    private PlainText() {}

    static String of(String text) {
        var shown = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "..." : text;
        return shown.codePoints()
                .map(point -> printable(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
