package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;

/** Names that a node gives to things. They come into messages and logs, so that they are one line, and not a long one. */
final class Names {
    private static final int MAX_CHARS = 256;
    private static final int SHOWN_CHARS = 100;

    private Names() {}

    /** Reads a name. */
    static String read(ScaleReader in) {
        var start = in.offset();
        var name = in.text();
        if (name.length() > MAX_CHARS || !isPrintable(name)) {
            throw new MalformedScaleException(
                    start, "a name of at most " + MAX_CHARS + " printable characters", "another text");
        }
        return name;
    }

    /** Whether a text may stand in a message as it is. */
    static boolean isShown(String name) {
        return name.length() <= SHOWN_CHARS && isPrintable(name);
    }

    private static boolean isPrintable(String name) {
        return name.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }
}
