package io.assay.evaluation.core;

import io.assay.protocol.event.WindowClosed;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Which steps a window's end calls for: exactly one a window, in the order of windows. */
public sealed interface AdvancePlan {
    /** The window has its step. */
    record Done() implements AdvancePlan {}

    /**
     * The window's step is due.
     *
     * @param skipped windows before it that never closed and get an empty step, so that models can follow
     */
    record Due(List<Long> skipped) implements AdvancePlan {
        public Due {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Plans.
     *
     * @param newest newest window that has a step
     */
    static AdvancePlan of(OptionalLong newest, WindowClosed closed) {
        var next = newest.isPresent() ? newest.getAsLong() + 1 : closed.window() - closed.globalStep();
        if (closed.window() < next) {
            return new Done();
        }
        return new Due(LongStream.range(next, closed.window()).boxed().toList());
    }
}
