package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;

/**
 * An upload has more indices in common with another of the same window than chance allows, and did not come first.
 *
 * @param withHotkey whose upload it is like; where there are several, the most alike
 * @param share of the indices that both have, of those compared, 0 to 1
 * @param uploadedAt when this one was uploaded, by the store's clock, whole seconds
 * @param otherUploadedAt when the other was; the same second marks both, and neither is called the original
 */
public record Overlap(String withHotkey, double share, Instant uploadedAt, Instant otherUploadedAt) {
    public Overlap {
        Checks.hotkey("withHotkey", withHotkey);
        Checks.within("share", share, 0, 1);
        Checks.present("uploadedAt", uploadedAt);
        Checks.present("otherUploadedAt", otherUploadedAt);
        if (otherUploadedAt.isAfter(uploadedAt)) {
            throw new IllegalArgumentException(
                    "otherUploadedAt is " + otherUploadedAt + ", allowed: at most uploadedAt, " + uploadedAt);
        }
    }
}
