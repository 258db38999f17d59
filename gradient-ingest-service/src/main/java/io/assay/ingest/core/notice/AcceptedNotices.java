package io.assay.ingest.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the last accepted notice of each hotkey was signed, so that none is accepted twice. It is forgotten once it would be
 * refused for its time: there are never more than hotkeys that took part in a window within the last minute or so.
 */
public final class AcceptedNotices {
    /** Longer than it could be in time, since a signature may wait to be checked after its time was. */
    private static final Duration KEPT = NoticeRules.TOLERANCE.multipliedBy(2);

    private final Map<String, Instant> last = new HashMap<>();

    /** When the last accepted notice of a hotkey was signed; empty if that is so long ago that it does not matter. */
    public synchronized Optional<Instant> last(String hotkey) {
        return Optional.ofNullable(last.get(hotkey));
    }

    /**
     * Notes a notice, unless one that was signed then or later came before it.
     *
     * @return whether it was noted
     */
    public synchronized boolean accept(String hotkey, Instant signedAt, Instant now) {
        last.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
        var before = last.get(hotkey);
        if (before != null && !signedAt.isAfter(before)) {
            return false;
        }
        last.put(hotkey, signedAt);
        return true;
    }

    synchronized int size() {
        return last.size();
    }
}
