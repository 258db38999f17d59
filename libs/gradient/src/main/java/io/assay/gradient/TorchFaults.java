package io.assay.gradient;

import io.assay.gradient.torch.MalformedTorchException;
import io.assay.protocol.event.RejectReason;

/** The faults of a torch file as reasons to refuse it. */
final class TorchFaults {
    private TorchFaults() {}

    static RefusedException refused(MalformedTorchException malformed) {
        var reason = switch (malformed.fault()) {
            case WRONG_MAGIC -> RejectReason.WRONG_MAGIC;
            case TRUNCATED -> RejectReason.TRUNCATED;
            case ARCHIVE -> RejectReason.ARCHIVE_MALFORMED;
            case COMPRESSED -> RejectReason.COMPRESSED_RECORD;
            case CRC -> RejectReason.CRC_MISMATCH;
            case TOO_LARGE -> RejectReason.HEADER_TOO_LARGE;
            case PICKLE -> RejectReason.PICKLE_MALFORMED;
            case OPCODE -> RejectReason.FORBIDDEN_OPCODE;
            case GLOBAL -> RejectReason.FORBIDDEN_GLOBAL;
            case NESTED_TOO_DEEP -> RejectReason.NESTED_TOO_DEEP;
            case NOT_CONTIGUOUS -> RejectReason.NOT_CONTIGUOUS;
        };
        return new RefusedException(reason, String.valueOf(malformed.getMessage()));
    }
}
