package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;

/**
 * An upload has more indices in common with another of the same window than is usual, and did not come first.
 *
 * @param withHotkey whose upload it is like; where there are several, the one it has most in common with beyond the usual
 * @param share of the indices that both have, of those compared, 0 to 1
 * @param usual what each of the two has in common with half of the others, the larger of both, 0 to {@value #MOST_USUAL}
 * @param uploadedAt when this one was uploaded, by the store's clock, whole seconds
 * @param otherUploadedAt when the other was; the same second marks both, and neither is called the original
 */
public record Overlap(String withHotkey, double share, double usual, Instant uploadedAt, Instant otherUploadedAt) {
    /** Above it nothing is usual, however many uploads are alike. */
    public static final double MOST_USUAL = 0.9;

    public Overlap {
        Checks.hotkey("withHotkey", withHotkey);
        Checks.within("share", share, 0, 1);
        Checks.within("usual", usual, 0, MOST_USUAL);
        Checks.present("uploadedAt", uploadedAt);
        Checks.present("otherUploadedAt", otherUploadedAt);
        if (otherUploadedAt.isAfter(uploadedAt)) {
            throw new IllegalArgumentException(
                    "otherUploadedAt is " + otherUploadedAt + ", allowed: at most uploadedAt, " + uploadedAt);
        }
    }

    /** How much of what is not usual both have: 0 for no more than the usual, 1 for all indices. */
    public double excess() {
        return Math.max(0, (share - usual) / (1 - usual));
    }
}
