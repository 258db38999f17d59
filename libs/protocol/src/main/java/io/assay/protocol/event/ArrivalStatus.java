package io.assay.protocol.event;

/** What became of a peer's upload in a window. */
public enum ArrivalStatus {
    /** A valid gradient was pinned. */
    ARRIVED,
    /** Something was uploaded that cannot be used; the reason says why. */
    REJECTED,
    /** Nothing was found although the peer is active. */
    MISSING,
    /** Nothing was found and nothing has been for {@code recent_windows}. */
    INACTIVE
}
