package io.assay.gradient;

import io.assay.protocol.event.RejectReason;

/** Ends the reading of a file; never leaves the package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_DETAIL = 1000;

    private final RejectReason reason;

    RefusedException(RejectReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    GradientReading.Refused reading() {
        var detail = String.valueOf(getMessage());
        return new GradientReading.Refused(
                reason, detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL - 1) + "…" : detail);
    }
}
