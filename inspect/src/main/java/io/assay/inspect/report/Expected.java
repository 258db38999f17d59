package io.assay.inspect.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.gradient.Expectation;
import io.assay.inspect.command.Options;
import io.assay.inspect.content.Content;
import io.assay.inspect.content.Format;
import io.assay.inspect.content.Own;
import io.assay.protocol.Checks;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the file's metadata are compared with: what was given, and for the rest what the file says itself. */
public record Expected(Value<Long> window, Value<Integer> uid, Value<String> hotkey) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final int LARGEST_UID = 0xFFFF;
    // In place of what a file does not say. The account is the one whose public key is all zeros.
    private static final int NO_NUMBER = 0;
    private static final String NOBODY = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM";

    /**
     * An expected value.
     *
     * @param value null if there is none
     */
    public record Value<T>(@Nullable T value, Origin from) {
        private static <T> Value<T> ofFile(@Nullable T value) {
            return new Value<>(value, value == null ? Origin.NOWHERE : Origin.FILE);
        }
    }

    /** Where an expected value is from. */
    public enum Origin {
        /** The command line. */
        GIVEN,
        /** The file. */
        FILE,
        /** The file has none that an upload could have. */
        NOWHERE,
        /** A torch file names no sender: nothing is compared, the bucket's owner counts. */
        NOT_COMPARED;

        /** The word for programs. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What to expect of a file. */
    public static Expected of(Options options, Content content) {
        var own = content instanceof Content.Listed listed ? listed.own() : new Own(null, null, null);
        var window = options.window() == null
                ? Value.ofFile(count(own.window(), Long.MAX_VALUE))
                : new Value<>(options.window(), Origin.GIVEN);
        var sender = options.sender();
        var uid = sender == null ? null : (Integer) sender.uid();
        var hotkey = sender == null ? null : sender.hotkey();
        if (content instanceof Content.Listed listed && listed.format() == Format.TORCH) {
            return new Expected(
                    window, new Value<>(uid, Origin.NOT_COMPARED), new Value<>(hotkey, Origin.NOT_COMPARED));
        }
        return sender == null
                ? new Expected(window, Value.ofFile(uid(own.uid())), Value.ofFile(hotkey(own.hotkey())))
                : new Expected(window, new Value<>(uid, Origin.GIVEN), new Value<>(hotkey, Origin.GIVEN));
    }

    /** The same for the reader, with something in place of what there is not: the file is refused before or for that. */
    public Expectation expectation() {
        return new Expectation(
                Objects.requireNonNullElse(window.value(), (long) NO_NUMBER),
                Objects.requireNonNullElse(uid.value(), NO_NUMBER),
                Objects.requireNonNullElse(hotkey.value(), NOBODY));
    }

    private static @Nullable Long count(@Nullable String text, long most) {
        if (text == null || !COUNT.matcher(text).matches() || Long.parseLong(text) > most) {
            return null;
        }
        return Long.parseLong(text);
    }

    private static @Nullable Integer uid(@Nullable String text) {
        var uid = count(text, LARGEST_UID);
        return uid == null ? null : (Integer) uid.intValue();
    }

    private static @Nullable String hotkey(@Nullable String text) {
        try {
            return text == null ? null : Checks.hotkey("hotkey", text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
