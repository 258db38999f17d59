package io.assay.evaluation.model;

import io.assay.model.data.TokenBatch;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a gradient is tested on.
 *
 * @param own batches of the peer
 * @param random batches common to all peers of the window
 */
public record TestBatches(List<TokenBatch> own, List<TokenBatch> random) {
    public TestBatches {
        own = List.copyOf(own);
        random = List.copyOf(random);
    }

    /** Own batches, then random ones. */
    List<TokenBatch> all() {
        return Stream.concat(own.stream(), random.stream()).toList();
    }
}
