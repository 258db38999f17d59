package io.assay.chain;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Byte strings as Substrate prints them: {@code 0x} and lower-case hexadecimal digits. */
public final class Hex {
    private static final HexFormat DIGITS = HexFormat.of();
    private static final Pattern LOWER_CASE = Pattern.compile("0x(?:[0-9a-f]{2})*+");

    private Hex() {}

    /** {@code 0x} and two digits a byte. */
    public static String of(byte[] bytes) {
        return "0x" + DIGITS.formatHex(bytes);
    }

    /**
     * The bytes of a text that has passed {@link #require}.
     *
     * @throws IllegalArgumentException if it is not {@code 0x} and pairs of hexadecimal digits
     */
    public static byte[] bytes(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("hexadecimal text begins with 0x");
        }
        return DIGITS.parseHex(text, 2, text.length());
    }

    /**
     * Requires {@code 0x} and lower-case digits of exactly {@code length} bytes.
     *
     * @throws IllegalArgumentException naming the field and what is allowed
     */
    public static String require(String field, String text, int length) {
        if (text.length() != 2 + 2 * length || !LOWER_CASE.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters, allowed: 0x and "
                    + 2 * length + " lower-case hexadecimal digits");
        }
        return text;
    }

    /**
     * Requires {@code 0x} and lower-case digits of at most {@code limit} bytes.
     *
     * @throws IllegalArgumentException naming the field and what is allowed
     */
    public static String requireAtMost(String field, String text, int limit) {
        if (text.length() > 2 + 2 * limit || !LOWER_CASE.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters, allowed: 0x and at most "
                    + 2 * limit + " lower-case hexadecimal digits in pairs");
        }
        return text;
    }
}
