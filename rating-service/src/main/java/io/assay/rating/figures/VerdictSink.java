package io.assay.rating.figures;

import io.assay.rating.record.RecordedVerdict;

/** Is told of every verdict that is read, one that comes again too; must be quick. */
@FunctionalInterface
public interface VerdictSink {
    /** Takes a verdict of a subnet rated here. */
    void settled(RecordedVerdict recorded, WindowFigures figures);
}
