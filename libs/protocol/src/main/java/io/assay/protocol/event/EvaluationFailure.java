package io.assay.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a gradient could not be measured. */
public enum EvaluationFailure {
    /** A loss after the gradient is not a finite number: the gradient destroys the model. */
    LOSS_NOT_FINITE(true),
    /** A loss before is not positive: nothing to improve on. */
    LOSS_NOT_POSITIVE(false),
    /** The pinned object is gone or not what its digest says. */
    OBJECT_UNAVAILABLE(false),
    /** The text to test on is not to be had. */
    DATA_UNAVAILABLE(false),
    /** The worker's device, memory or code failed. */
    DEVICE_FAULT(false),
    /** The job was handed out too often without an outcome. */
    REDELIVERED_TOO_OFTEN(false);

    private final boolean peersFault;

    EvaluationFailure(boolean peersFault) {
        this.peersFault = peersFault;
    }

    /** Whether the gradient counts as invalid; otherwise the window passes the peer by. */
    public boolean peersFault() {
        return peersFault;
    }

    /** The failure's code in records and metrics. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
