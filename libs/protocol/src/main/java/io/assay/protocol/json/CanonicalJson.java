package io.assay.protocol.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One JSON text for one value, on every JVM and machine: RFC 8785 (JSON Canonicalization Scheme). Members sorted by
 * UTF-16 code units, no blanks, numbers as ECMAScript prints them, so that a double reads back bit for bit (−0 reads back as
 * 0). Text with half a surrogate pair is refused: it has no UTF-8.
 */
public final class CanonicalJson {
    /** Integers beyond this are not exact in JSON's number model and are refused. */
    private static final long EXACT = 1L << 53;

    private static final MathContext ONE_DIGIT = new MathContext(1);

    /** Below this the shortest digits of a double may be a single one. */
    private static final double FEW_DIGITS = 1e-300;

    /** From here on Double.toString has no exponent, and ECMAScript has none either. */
    private static final double PLAIN_FROM = 1e-3;

    /** From here on Double.toString has an exponent. */
    private static final double PLAIN_BELOW = 1e7;

    private CanonicalJson() {}

    /** The canonical text of a tree. */
    public static String text(JsonNode node) {
        var out = new StringBuilder();
        append(out, node);
        return out.toString();
    }

    /** SHA-256 of the canonical text in UTF-8, 64 lower-case hexadecimal digits. */
    public static String sha256(JsonNode node) {
        return HexFormat.of().formatHex(digest().digest(text(node).getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** An integer that JSON's number model holds exactly; others are refused. */
    static long exact(long value) {
        if (value < -EXACT || value > EXACT) {
            throw new IllegalArgumentException(value + " is not exact as a JSON number");
        }
        return value;
    }

    private static void append(StringBuilder out, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> appendObject(out, node);
            case ARRAY -> appendArray(out, node);
            case STRING -> appendString(out, node.stringValue());
            case NUMBER -> appendNumber(out, node);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("a " + node.getNodeType() + " node has no JSON text");
        }
    }

    private static void appendObject(StringBuilder out, JsonNode node) {
        var members = new TreeMap<String, JsonNode>();
        node.forEachEntry(members::put);
        var separator = '{';
        for (var member : members.entrySet()) {
            out.append(separator);
            appendString(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder out, JsonNode node) {
        out.append('[');
        for (var i = 0; i < node.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, node.get(i));
        }
        out.append(']');
    }

    private static void appendNumber(StringBuilder out, JsonNode node) {
        if (!node.isIntegralNumber()) {
            out.append(number(node.doubleValue()));
        } else if (node.canConvertToLong()) {
            out.append(exact(node.longValue()));
        } else {
            throw new IllegalArgumentException(node + " is not exact as a JSON number");
        }
    }

    /** A double as ECMAScript's Number::toString prints it; NaN and infinities are refused. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no JSON text");
        }
        if (value == 0) {
            return "0";
        }
        var size = Math.abs(value);
        if (size >= PLAIN_FROM && size < PLAIN_BELOW) {
            var text = Double.toString(value);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        var sign = value < 0 ? "-" : "";
        return sign + (size < FEW_DIGITS ? tiny(size) : scientific(Double.toString(size)));
    }

    /** From the shortest digits that read back, which Double.toString gives since JDK 19: 1.2E-5. */
    private static String scientific(String text) {
        var mark = text.indexOf('E');
        var digits = new StringBuilder(mark).append(text.charAt(0)).append(text, 2, mark);
        var length = digits.length();
        while (length > 1 && digits.charAt(length - 1) == '0') {
            length--;
        }
        var exponent = Integer.parseInt(text, mark + 1, text.length(), 10);
        return layOut(digits.substring(0, length), exponent + 1);
    }

    private static String tiny(double value) {
        // Double.toString never gives fewer than two digits: near the smallest double it prints 4.9E-324 where
        // ECMAScript demands 5e-324.
        var decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var oneDigit = decimal.round(ONE_DIGIT);
        var shortest =
                decimal.precision() == 2 && oneDigit.doubleValue() == value ? oneDigit.stripTrailingZeros() : decimal;
        var digits = shortest.unscaledValue().toString();
        return layOut(digits, digits.length() - shortest.scale());
    }

    /** Places the point of 0.{@code digits} · 10^{@code n} (ECMA-262, Number::toString, steps 7 to 12). */
    private static String layOut(String digits, int n) {
        var k = digits.length();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        var exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /** A text in quotes. */
    static String string(String value) {
        var out = new StringBuilder(value.length() + 2);
        appendString(out, value);
        return out.toString();
    }

    private static void appendString(StringBuilder out, String value) {
        refuseLoneSurrogates(value);
        out.append('"');
        for (var i = 0; i < value.length(); i++) {
            appendChar(out, value.charAt(i));
        }
        out.append('"');
    }

    private static void refuseLoneSurrogates(String value) {
        for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("text with half a surrogate pair has no UTF-8");
            }
        }
    }

    private static void appendChar(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ') {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
