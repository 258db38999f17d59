package io.assay.evaluation.model;

import io.assay.model.data.AssignedData;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.protocol.event.GradientArrived;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The batches a gradient is tested on; for any thread. */
public final class TestData {
    private final AssignedData data;
    private volatile @Nullable Common newest;

    /** Batches of a subnet's data. */
    public TestData(AssignedData data) {
        this.data = data;
    }

    private record Common(long window, String closingBlockHash, List<TokenBatch> batches) {
        boolean isOf(long window, String closingBlockHash) {
            return this.window == window && this.closingBlockHash.equals(closingBlockHash);
        }
    }

    /**
     * All that a gradient is tested on.
     *
     * @throws DataUnavailableException if the text is not to be had
     */
    public TestBatches batches(GradientArrived job) {
        var hash = job.closingBlockHash();
        return new TestBatches(own(job.window(), hash, job.uid()), random(job.window(), hash));
    }

    List<TokenBatch> own(long window, String closingBlockHash, int uid) {
        return read(() -> data.own(window, uid, closingBlockHash));
    }

    /** Read once a window. */
    List<TokenBatch> random(long window, String closingBlockHash) {
        var known = newest;
        if (known != null && known.isOf(window, closingBlockHash)) {
            return known.batches();
        }
        var batches = read(() -> data.random(window, closingBlockHash));
        newest = new Common(window, closingBlockHash, batches);
        return batches;
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
