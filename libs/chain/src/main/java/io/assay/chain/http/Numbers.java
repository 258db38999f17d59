package io.assay.chain.http;

import java.util.regex.Pattern;

/** Whole numbers in paths and queries. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    private Numbers() {}

    /** A number from -1, which stands for "none yet", to {@code max}; RequestException (400) otherwise. */
    static long parse(String name, String text, long max) {
        if (DIGITS.matcher(text).matches()) {
            var value = Long.parseLong(text);
            if (value >= -1 && value <= max) {
                return value;
            }
        }
        throw new RequestException(
                400,
                name + " is '" + text.substring(0, Math.min(text.length(), 40)) + "', allowed: a whole number up to "
                        + max);
    }
}
