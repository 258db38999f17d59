package io.assay.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an upload was refused. Each has its own counter. */
public enum RejectReason {
    TOO_EARLY(Fault.TIMING),
    TOO_LATE(Fault.TIMING),
    BUCKET_UNREADABLE(Fault.STORE),
    CHANGED_WHILE_READING(Fault.STORE),
    WRONG_MAGIC(Fault.CONTENT),
    TRUNCATED(Fault.CONTENT),
    HEADER_TOO_LARGE(Fault.CONTENT),
    HEADER_MALFORMED(Fault.CONTENT),
    ARCHIVE_MALFORMED(Fault.CONTENT),
    COMPRESSED_RECORD(Fault.CONTENT),
    CRC_MISMATCH(Fault.CONTENT),
    PICKLE_MALFORMED(Fault.CONTENT),
    FORBIDDEN_OPCODE(Fault.CONTENT),
    FORBIDDEN_GLOBAL(Fault.CONTENT),
    NESTED_TOO_DEEP(Fault.CONTENT),
    TOO_LARGE(Fault.CONTENT),
    UNKNOWN_PARAMETER(Fault.CONTENT),
    MISSING_PARAMETER(Fault.CONTENT),
    UNPAIRED_TENSOR(Fault.CONTENT),
    WRONG_DTYPE(Fault.CONTENT),
    WRONG_SHAPE(Fault.CONTENT),
    NOT_CONTIGUOUS(Fault.CONTENT),
    WRONG_K(Fault.CONTENT),
    INDEX_OUT_OF_RANGE(Fault.CONTENT),
    DUPLICATE_INDEX(Fault.CONTENT),
    VALUE_NOT_FINITE(Fault.CONTENT),
    ALL_VALUES_ZERO(Fault.CONTENT),
    METADATA_MISSING(Fault.CONTENT),
    WRONG_WINDOW(Fault.CONTENT),
    WRONG_OWNER(Fault.CONTENT);

    private final Fault fault;

    RejectReason(Fault fault) {
        this.fault = fault;
    }

    /** The reason's code in records and metrics. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the file itself was bad: an invalid gradient, not just an unusable one. */
    public boolean invalidGradient() {
        return fault == Fault.CONTENT;
    }

    private enum Fault {
        TIMING,
        STORE,
        CONTENT
    }
}
