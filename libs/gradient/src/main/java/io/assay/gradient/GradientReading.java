package io.assay.gradient;

import io.assay.protocol.event.RejectReason;

/** What came of reading a gradient file. */
public sealed interface GradientReading {
    /** The file is a gradient of the model, by the right sender, for the right window. */
    record Accepted(CompressedGradient gradient, GradientMetadata metadata) implements GradientReading {}

    /**
     * The file was refused.
     *
     * @param detail a sentence that the miner can act on, at most 1,000 characters
     */
    record Refused(RejectReason reason, String detail) implements GradientReading {}
}
