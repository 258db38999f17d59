package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A roster entry at the end of its window.
 *
 * @param reason present exactly when {@code status} is REJECTED
 * @param gradient present exactly when {@code status} is ARRIVED
 * @param overlap present when the gradient is like another of the window that did not come later
 */
public record PeerArrival(
        int uid,
        String hotkey,
        ArrivalStatus status,
        @Nullable RejectReason reason,
        @Nullable PinnedObject gradient,
        @Nullable Overlap overlap) {
    public PeerArrival {
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.present("status", status);
        if ((status == ArrivalStatus.REJECTED) != (reason != null)
                || (status == ArrivalStatus.ARRIVED) != (gradient != null)) {
            throw new IllegalArgumentException("status is " + status + ", allowed: REJECTED with a reason, ARRIVED"
                    + " with a gradient, MISSING and INACTIVE with neither");
        }
        if (overlap != null && status != ArrivalStatus.ARRIVED) {
            throw new IllegalArgumentException("overlap of an upload that is " + status + ", allowed: ARRIVED");
        }
    }

    /** The same, like another upload of the window. */
    public PeerArrival with(@Nullable Overlap found) {
        return new PeerArrival(uid, hotkey, status, reason, gradient, found);
    }

    /** A gradient was pinned. */
    public static PeerArrival arrived(int uid, String hotkey, PinnedObject gradient) {
        return new PeerArrival(uid, hotkey, ArrivalStatus.ARRIVED, null, gradient, null);
    }

    /** An upload was refused. */
    public static PeerArrival rejected(int uid, String hotkey, RejectReason reason) {
        return new PeerArrival(uid, hotkey, ArrivalStatus.REJECTED, reason, null, null);
    }

    /** Nothing came from an active peer. */
    public static PeerArrival missing(int uid, String hotkey) {
        return new PeerArrival(uid, hotkey, ArrivalStatus.MISSING, null, null, null);
    }

    /** Nothing came from a peer of which nothing was expected. */
    public static PeerArrival inactive(int uid, String hotkey) {
        return new PeerArrival(uid, hotkey, ArrivalStatus.INACTIVE, null, null, null);
    }
}
