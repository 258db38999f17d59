package io.assay.rating.influx;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A point as InfluxDB's line protocol has it.
 *
 * @param tags by name; an empty value is left out, as the protocol has none
 * @param fields by name: {@code Double}, {@code Long}, {@code Boolean} or {@code String}; a number that is not finite is left
 *     out
 */
record Point(String measurement, SequencedMap<String, String> tags, SequencedMap<String, Object> fields, Instant time) {
    private static final int MOST_OF_A_TEXT = 1000;

    Point {
        tags = new LinkedHashMap<>(tags);
        fields = new LinkedHashMap<>(fields);
    }

    /** The line, without its end; empty when there is no field to write. */
    String line() {
        var fields = new StringBuilder();
        this.fields.forEach((name, value) -> field(fields, name, value));
        if (fields.isEmpty()) {
            return "";
        }
        var line = new StringBuilder(escaped(measurement, ", "));
        tags.forEach((name, value) -> tag(line, name, value));
        return line.append(' ')
                .append(fields)
                .append(' ')
                .append(time.toEpochMilli())
                .toString();
    }

    private static void tag(StringBuilder line, String name, String value) {
        if (!value.isBlank()) {
            line.append(',').append(escaped(name, ",= ")).append('=').append(escaped(value, ",= "));
        }
    }

    private static void field(StringBuilder fields, String name, Object value) {
        var text = text(value);
        if (!text.isEmpty()) {
            fields.append(fields.isEmpty() ? "" : ",")
                    .append(escaped(name, ",= "))
                    .append('=')
                    .append(text);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> Double.isFinite(number) ? number.toString() : "";
            case Long number -> number + "i";
            case Boolean truth -> truth.toString();
            case String text -> '"' + escaped(text, "\"\\") + '"';
            default -> throw new IllegalArgumentException("a field cannot be a " + value.getClass());
        };
    }

    /** A line has no escape for its own end, and a backslash before a separator would be one: both become blanks. */
    private static String escaped(String text, String special) {
        var escaped = new StringBuilder();
        text.codePoints().limit(MOST_OF_A_TEXT).forEach(character -> {
            if (Character.isISOControl(character) || (character == '\\' && special.indexOf('\\') < 0)) {
                escaped.append(special.indexOf(' ') < 0 ? " " : "\\ ");
            } else {
                escaped.append(special.indexOf(character) < 0 ? "" : "\\").appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
