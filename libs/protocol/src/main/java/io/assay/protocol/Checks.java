package io.assay.protocol;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validation shared by the records of this library; every failure names the field, the value and what is allowed. */
public final class Checks {
    private static final BitSet HEXADECIMAL = characters("0123456789abcdef");
    private static final BitSet BASE_58 = characters("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

    private Checks() {}

    /** Requires {@code value >= 0}. */
    public static long notNegative(String field, long value) {
        if (value >= 0) {
            return value;
        }
        throw refusal(field, value, ">= 0");
    }

    /** Requires {@code value >= 1}. */
    public static long positive(String field, long value) {
        if (value >= 1) {
            return value;
        }
        throw refusal(field, value, ">= 1");
    }

    /** Requires a uid or netuid: 0 to 65,535, as the chain's u16. */
    public static int u16(String field, int value) {
        if (value >= 0 && value <= 0xFFFF) {
            return value;
        }
        throw refusal(field, value, "0..65535");
    }

    /** Requires 1 or −1. */
    public static int sign(String field, int value) {
        if (value == 1 || value == -1) {
            return value;
        }
        throw refusal(field, value, "1 or -1");
    }

    /** Requires a finite number. */
    public static double finite(String field, double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw refusal(field, value, "a finite number");
    }

    /** Requires an integer in {@code [low, high]}. */
    public static long within(String field, long value, long low, long high) {
        if (value >= low && value <= high) {
            return value;
        }
        throw refusal(field, value, "[" + low + ", " + high + "]");
    }

    /** Requires a finite number in {@code [low, high]}. */
    public static double within(String field, double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        throw refusal(field, value, "[" + low + ", " + high + "]");
    }

    /** Requires a value: a field that a reader did not find is null, whatever its type says. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing, allowed: a value");
        }
        return value;
    }

    /** An immutable copy of a list that must be there and hold no null. */
    public static <T> List<T> copy(String field, @Nullable List<T> value) {
        var list = present(field, value);
        for (var i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                present(field + "[" + i + "]", null);
            }
        }
        return List.copyOf(list);
    }

    /** Requires 64 lower-case hexadecimal digits. */
    public static String sha256(String field, String value) {
        if (present(field, value).length() == 64 && consistsOf(HEXADECIMAL, value)) {
            return value;
        }
        throw refusal(field, value, "64 lower-case hexadecimal digits");
    }

    /** Requires an SS58 address's alphabet and length; whether its checksum holds is the chain library's business. */
    public static String hotkey(String field, String value) {
        var length = present(field, value).length();
        if (length >= 46 && length <= 48 && consistsOf(BASE_58, value)) {
            return value;
        }
        throw refusal(field, value, "an SS58 address");
    }

    /** Requires text that is not blank and no longer than {@code limit} characters. */
    public static String text(String field, String value, int limit) {
        if (!present(field, value).isBlank() && value.length() <= limit) {
            return value;
        }
        throw refusal(field, value, "1.." + limit + " characters");
    }

    /** Requires at most {@code limit} elements. */
    public static <C extends Collection<?>> C atMost(String field, C value, int limit) {
        if (value.size() <= limit) {
            return value;
        }
        throw refusal(field, value.size() + " elements", "at most " + limit);
    }

    private static BitSet characters(String all) {
        var set = new BitSet();
        all.chars().forEach(set::set);
        return set;
    }

    // Not a regular expression: a verdict of many peers checks thousands of these.
    private static boolean consistsOf(BitSet allowed, String value) {
        for (var i = 0; i < value.length(); i++) {
            if (!allowed.get(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Made only when something is refused: what is checked thousands of times a window costs nothing while it holds. */
    private static IllegalArgumentException refusal(String field, Object shown, String allowed) {
        return new IllegalArgumentException(field + " is " + shown + ", allowed: " + allowed);
    }
}
