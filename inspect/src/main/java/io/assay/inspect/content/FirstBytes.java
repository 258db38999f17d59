package io.assay.inspect.content;

import io.assay.gradient.GradientLayout;
import io.assay.gradient.safetensors.Shown;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How a file begins, of which nothing else is known.
 *
 * @param hex its first bytes, in hexadecimal digits
 * @param text the same as text, what is none as dots
 * @param looksLike what such files mostly are, and what to do then
 */
public record FirstBytes(String hex, String text, String looksLike) {
    private static final int SHOWN = 32;
    private static final int LOOKED_AT = 512;

    static FirstBytes of(MemorySegment file, GradientLayout layout) {
        var bytes = file.asSlice(0, Math.min(LOOKED_AT, file.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        var shown = Arrays.copyOf(bytes, Math.min(SHOWN, bytes.length));
        var text = new String(shown, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
        return new FirstBytes(
                HexFormat.of().formatHex(shown), Shown.text(text), Likeness.of(bytes, file.byteSize(), layout));
    }
}
