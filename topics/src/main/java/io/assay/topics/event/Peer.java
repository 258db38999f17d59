package io.assay.topics.event;

import io.assay.command.UsageException;
import java.util.regex.Pattern;

/** A peer as it is asked for: by its uid, or by its hotkey or the hotkey's beginning. */
public record Peer(String asked) {
    private static final Pattern UID = Pattern.compile("[0-9]{1,5}");
    private static final Pattern HOTKEY = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{4,48}");

    public Peer {
        if (!UID.matcher(asked).matches() && !HOTKEY.matcher(asked).matches()) {
            throw new UsageException("--peer is " + Printable.text(asked)
                    + ", allowed: a uid, or a hotkey or at least its first 4 characters");
        }
    }

    boolean is(int uid, String hotkey) {
        return UID.matcher(asked).matches() ? Integer.parseInt(asked) == uid : is(hotkey);
    }

    /** Where no uid is told. */
    boolean is(String hotkey) {
        return !UID.matcher(asked).matches() && hotkey.startsWith(asked);
    }
}
