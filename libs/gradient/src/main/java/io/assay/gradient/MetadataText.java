package io.assay.gradient;

import io.assay.gradient.safetensors.Shown;
import io.assay.protocol.event.RejectReason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link GradientMetadata} as the strings of a safetensors {@code __metadata__}. */
final class MetadataText {
    private static final String WINDOW = "window";
    private static final String UID = "uid";
    private static final String HOTKEY = "hotkey";
    private static final String GLOBAL_STEP = "global_step";
    private static final String VERSION = "version";
    private static final String PROBE = "probe";
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern FLOAT = Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?");

    private MetadataText() {}

    static Map<String, String> write(GradientMetadata metadata) {
        var text = new LinkedHashMap<String, String>();
        text.put(WINDOW, Long.toString(metadata.window()));
        text.put(UID, Integer.toString(metadata.uid()));
        text.put(HOTKEY, metadata.hotkey());
        text.put(GLOBAL_STEP, Long.toString(metadata.globalStep()));
        text.put(VERSION, metadata.version());
        if (metadata.probe() != null) {
            text.put(PROBE, joined(metadata.probe()));
        }
        return text;
    }

    static GradientMetadata read(Map<String, String> text, Expectation expected, int probeLimit)
            throws RefusedException {
        var window = count(text, WINDOW);
        require(window == expected.window(), RejectReason.WRONG_WINDOW, WINDOW, window, expected.window());
        var uid = count(text, UID);
        require(uid == expected.uid(), RejectReason.WRONG_OWNER, UID, uid, expected.uid());
        var hotkey = present(text, HOTKEY);
        require(hotkey.equals(expected.hotkey()), RejectReason.WRONG_OWNER, HOTKEY, hotkey, expected.hotkey());
        return new GradientMetadata(
                window,
                expected.uid(),
                hotkey,
                count(text, GLOBAL_STEP),
                version(present(text, VERSION)),
                probe(text.get(PROBE), probeLimit));
    }

    private static String version(String version) throws RefusedException {
        if (version.isBlank() || version.length() > GradientMetadata.MAX_VERSION) {
            throw malformed(VERSION, version, "1.." + GradientMetadata.MAX_VERSION + " characters");
        }
        return version;
    }

    private static float @Nullable [] probe(@Nullable String text, int limit) throws RefusedException {
        if (text == null) {
            return null;
        }
        var length = 1 + text.chars().filter(c -> c == ',').count();
        if (length > limit) {
            throw malformed(PROBE, length + " values", "at most " + limit);
        }
        var parts = text.split(",", -1);
        var probe = new float[parts.length];
        for (var i = 0; i < parts.length; i++) {
            probe[i] = number(parts[i].strip());
        }
        return probe;
    }

    private static float number(String text) throws RefusedException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Float.NaN;
            case "inf", "infinity" -> Float.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
            default -> {
                if (!FLOAT.matcher(text).matches()) {
                    throw malformed(PROBE, text, "decimal numbers separated by commas");
                }
                yield Float.parseFloat(text);
            }
        };
    }

    private static String joined(float[] probe) {
        var text = new StringBuilder();
        for (var value : probe) {
            text.append(text.isEmpty() ? "" : ",").append(value);
        }
        return text.toString();
    }

    private static long count(Map<String, String> text, String name) throws RefusedException {
        var value = present(text, name);
        if (!COUNT.matcher(value).matches()) {
            throw malformed(name, value, "a decimal number >= 0");
        }
        return Long.parseLong(value);
    }

    private static String present(Map<String, String> text, String name) throws RefusedException {
        var value = text.get(name);
        if (value == null) {
            throw new RefusedException(
                    RejectReason.METADATA_MISSING, "__metadata__ has no " + name + "; write it as a string");
        }
        return value;
    }

    private static void require(boolean holds, RejectReason reason, String name, Object found, Object expected)
            throws RefusedException {
        if (!holds) {
            throw new RefusedException(
                    reason, "metadata " + name + " is " + Shown.text(found.toString()) + ", expected: " + expected);
        }
    }

    private static RefusedException malformed(String name, String found, String allowed) {
        return new RefusedException(
                RejectReason.HEADER_MALFORMED,
                "metadata " + name + " is \"" + Shown.text(found) + "\", allowed: " + allowed);
    }
}
