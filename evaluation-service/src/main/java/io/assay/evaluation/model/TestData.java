package io.assay.evaluation.model;

import io.assay.model.data.AssignedData;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.protocol.event.GradientArrived;
import java.util.List;
import java.util.function.Supplier;

/** The batches a gradient is tested on. */
public final class TestData {
    private final AssignedData data;

    /** Batches of a subnet's data. */
    public TestData(AssignedData data) {
        this.data = data;
    }

    List<TokenBatch> own(GradientArrived job) {
        return read(() -> data.own(job.window(), job.uid(), job.closingBlockHash()));
    }

    List<TokenBatch> random(GradientArrived job) {
        return read(() -> data.random(job.window(), job.closingBlockHash()));
    }

    private static List<TokenBatch> read(Supplier<List<TokenBatch>> source) {
        try {
            return source.get();
        } catch (UnreadableCorpusException e) {
            throw switch (e.kind()) {
                case DAMAGED -> new DataUnavailableException(e);
                case UNREACHABLE -> new DataOutOfReachException(e);
            };
        } catch (RuntimeException e) {
            throw new DataUnavailableException(e);
        }
    }
}
