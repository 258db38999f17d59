package io.assay.miner;

import io.assay.chain.key.Hotkey;

/** Tells a validator of uploads, so that it finds them before it would have looked for them. */
@FunctionalInterface
public interface UploadNotices {
    /** Tells nobody: uploads are found all the same. */
    UploadNotices NONE = (_, _) -> {};

    /** Tells that the hotkey's gradient of a window is in its bucket. Returns at once and never throws. */
    void tell(Hotkey hotkey, long window);
}
