package io.assay.service.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of settings by name. */
public final class Setting {
    private Setting() {}

    /** The value, which must be there. */
    public static <T> T required(String name, @Nullable T value, String example) {
        if (value == null || value.toString().isBlank()) {
            throw new InvalidSettingException(
                    "The setting " + name + " is missing.", "Set it, for example --" + name + "=" + example);
        }
        return value;
    }

    /** An integer in {@code [low, high]}. */
    public static long within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw outOfRange(name, value, low + " to " + high);
        }
        return value;
    }

    /** A duration in {@code [low, high]}. */
    public static Duration within(String name, Duration value, Duration low, Duration high) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw outOfRange(name, value, low + " to " + high);
        }
        return value;
    }

    /** An http or https address with a host. */
    public static URI http(String name, @Nullable String value, String example) {
        var text = required(name, value, example);
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // refused below, with what is allowed
        }
        throw outOfRange(name, text, "an http or https address such as " + example);
    }

    /** A ws or wss address with a host. What was set is not told: it may hold credentials. */
    public static void webSocket(String name, String value, String example) {
        try {
            var uri = new URI(value);
            if (uri.getHost() != null && ("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))) {
                return;
            }
        } catch (URISyntaxException _) {
            // refused below, with what is allowed
        }
        throw new InvalidSettingException(
                "The setting " + name + " is no WebSocket address.",
                "Set it to a ws or wss address such as " + example + ".");
    }

    private static InvalidSettingException outOfRange(String name, Object value, String allowed) {
        return new InvalidSettingException("The setting " + name + " is " + value + ".", "Set it to " + allowed + ".");
    }
}
