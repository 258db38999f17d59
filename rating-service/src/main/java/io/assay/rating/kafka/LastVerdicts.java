package io.assay.rating.kafka;

import io.assay.protocol.event.WindowVerdict;
import java.util.Optional;

/** Where a subnet's chain of verdicts ends on the record; asked only where no state of this group says it. */
public interface LastVerdicts {
    /** The newest verdict of a subnet, if it ever had one; may block while it reads. */
    Optional<WindowVerdict> newest(int netuid);
}
