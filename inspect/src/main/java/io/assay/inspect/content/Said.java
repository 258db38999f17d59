package io.assay.inspect.content;

import io.assay.gradient.safetensors.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Entries that a file has beside its tensors, made fit to be printed: escaped, cut, and not too many. */
final class Said {
    private static final int LONGEST = 92;
    private static final int SHOWN_OF_LONGER = 64;

    private final Map<String, String> entries = new LinkedHashMap<>();
    private int passedOver;

    /** The value of a key, asked for only if it is shown; the second of two keys that look the same is not. */
    void put(String key, Supplier<String> value) {
        if (entries.size() < Content.MOST_ROWS) {
            entries.computeIfAbsent(cut(key), _ -> cut(value.get()));
        } else {
            passedOver++;
        }
    }

    Map<String, String> entries() {
        if (passedOver > 0) {
            entries.put("...", passedOver + " more");
        }
        return Collections.unmodifiableMap(entries);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? Shown.text(text)
                : String.format(
                        Locale.ROOT,
                        "%s... (%,d characters)",
                        Shown.text(text.substring(0, SHOWN_OF_LONGER)),
                        text.length());
    }
}
