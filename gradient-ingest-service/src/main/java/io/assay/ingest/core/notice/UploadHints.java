package io.assay.ingest.core.notice;

import java.util.Optional;
import java.util.Set;

/** Where a notice's news goes: the search for uploads. */
public interface UploadHints {
    /** Hotkeys that have a bucket to be searched; empty before a window's closing block is known, and when it is over. */
    Optional<Set<String>> searched(long window);

    /**
     * Looks into one peer's bucket at once, or once the look that is running has ended, unless the peer is settled.
     *
     * @return whether the window's uploads are being looked for and the peer takes part
     */
    boolean hint(long window, String hotkey);
}
