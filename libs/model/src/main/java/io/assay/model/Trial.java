package io.assay.model;

import io.assay.model.data.TokenBatch;
import java.util.List;
import java.util.function.Function;

/** A model moved by one step, for as long as this is open. The model it was made from has not moved. */
public final class Trial implements AutoCloseable {
    private final Function<List<TokenBatch>, List<LossSum>> losses;
    private final Runnable end;
    private boolean closed;

    Trial(Function<List<TokenBatch>, List<LossSum>> losses, Runnable end) {
        this.losses = losses;
        this.end = end;
    }

    /**
     * {@link LanguageModel#losses} of the moved model.
     *
     * @throws IllegalStateException after the end of the trial or the model
     */
    public List<LossSum> losses(List<TokenBatch> batches) {
        if (closed) {
            throw new IllegalStateException("the trial is over; try the step again");
        }
        return losses.apply(batches);
    }

    /** Ends the trial; a second time changes nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.run();
        }
    }
}
