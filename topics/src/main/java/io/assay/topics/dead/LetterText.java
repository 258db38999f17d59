package io.assay.topics.dead;

import io.assay.service.kafka.Received;
import io.assay.topics.event.Line;
import io.assay.topics.event.Printable;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter, whole, for people. */
final class LetterText {
    private static final int MOST_OF_A_HEADER = 1024;

    private LetterText() {}

    static String of(Letter letter, @Nullable Mark mark, int mostBytes) {
        var origin = letter.origin();
        return line("dead letter", letter.place() + " of " + letter.topic().deadLetters())
                + line("buried", letter.buried())
                + line("reason", letter.reason())
                + line(
                        "came from",
                        origin == null
                                ? "not told"
                                : letter.topic().topic() + " " + origin.partition() + "/" + origin.offset()
                                        + ", written " + Instant.ofEpochMilli(origin.timestamp()))
                + line(
                        "key",
                        letter.found().key() == null
                                ? "none"
                                : bounded(letter.found().key(), MOST_OF_A_HEADER))
                + line("headers", headers(letter))
                + line("replayed", mark == null ? "no" : "at " + mark.at() + ", now " + mark.to())
                + line("now", now(letter))
                + line("bytes", bytes(letter, mostBytes))
                + content(letter, mostBytes)
                + System.lineSeparator();
    }

    private static String headers(Letter letter) {
        return StreamSupport.stream(letter.found().headers().spliterator(), false)
                .filter(header -> !header.key().equals("reason"))
                .map(LetterText::header)
                .collect(Collectors.joining(", "));
    }

    private static String header(Header header) {
        return header.key() + "=" + (header.value() == null ? "" : bounded(header.value(), MOST_OF_A_HEADER));
    }

    private static String now(Letter letter) {
        return switch (letter.now()) {
            case Received.Understood(var event) ->
                "a reader would take it: " + event.type() + " of window " + event.window() + ", "
                        + Line.of(event).words();
            case Received.Poison poison -> "a reader would refuse it again: " + poison.reason();
        };
    }

    private static String bytes(Letter letter, int most) {
        var origin = letter.origin();
        var all = letter.value().length;
        return "%,d%s%s"
                .formatted(
                        all,
                        letter.cut() && origin != null ? " of %,d, the rest was cut".formatted(origin.bytes()) : "",
                        all > most ? ", the first %,d follow; --bytes N shows more".formatted(most) : "");
    }

    private static String content(Letter letter, int most) {
        return bounded(letter.value(), most);
    }

    private static String bounded(byte[] bytes, int most) {
        return bytes.length <= most ? Printable.bytes(bytes) : start(bytes, most) + "…";
    }

    /** The end of the part may lie within a character. */
    private static String start(byte[] bytes, int most) {
        var end = most;
        while (end > 0 && end > most - 4 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Printable.bytes(Arrays.copyOf(bytes, end));
    }

    private static String line(String name, Object value) {
        return "%-12s %s%n".formatted(name, Printable.text(value.toString()));
    }
}
