package io.assay.ingest.core.notice;

import java.util.Locale;

/** Why nothing is done about a notice. */
public enum NoticeRefusal {
    /** It came by another method than POST. */
    WRONG_METHOD,
    /** Its body is not JSON, as it says itself. */
    WRONG_TYPE,
    /** Its body is larger than a notice can be. */
    TOO_LARGE,
    /** Its body takes too long to come. */
    TOO_SLOW,
    /** A header is missing or malformed. */
    UNSIGNED,
    /** Its hotkey takes part in no open window. */
    UNREGISTERED,
    /** It was signed too long ago, or later than now. */
    OUT_OF_TIME,
    /** It was not signed later than the last accepted one of its hotkey. */
    REPLAYED,
    /** Its body is no notice. */
    MALFORMED,
    /** It is meant for another subnet. */
    OTHER_SUBNET,
    /** Its window is not open yet, or not any more. */
    NOT_OPEN,
    /** Its window has not come to its closing block. */
    TOO_EARLY,
    /** Its hotkey takes part in open windows, but not in this one, or has no bucket. */
    NOT_IN_WINDOW,
    /** Too many signatures are being checked. */
    BUSY,
    /** The signature is not the hotkey's, or is that of another request. */
    WRONG_SIGNATURE;

    /** Its name in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
