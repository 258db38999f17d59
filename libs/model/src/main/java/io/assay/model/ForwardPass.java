package io.assay.model;

import io.assay.model.data.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of the same length that go through the model together, whatever batches they are of.
 *
 * @param length of each, in tokens
 */
record ForwardPass(int length, List<Row> rows) {
    /** One sequence of a batch. */
    record Row(TokenBatch batch, int index, int row) {
        void copyTo(long[] ids, int at) {
            System.arraycopy(batch.tokens(), row * batch.length(), ids, at, batch.length());
        }
    }

    /** The passes that all batches take, in their order: as few as there can be with so many tokens at once. */
    static List<ForwardPass> of(List<TokenBatch> batches, int tokensAtOnce) {
        var passes = new ArrayList<ForwardPass>();
        for (var index = 0; index < batches.size(); index++) {
            var batch = batches.get(index);
            for (var row = 0; row < batch.rows(); row++) {
                last(passes, batch.length(), tokensAtOnce).add(new Row(batch, index, row));
            }
        }
        return passes;
    }

    private static List<Row> last(List<ForwardPass> passes, int length, int tokensAtOnce) {
        if (passes.isEmpty() || !passes.getLast().takes(length, tokensAtOnce)) {
            passes.add(new ForwardPass(length, new ArrayList<>()));
        }
        return passes.getLast().rows();
    }

    private boolean takes(int other, int tokensAtOnce) {
        return other == length && (rows.size() + 1L) * length <= tokensAtOnce;
    }

    /** The tokens in row-major order. */
    long[] ids() {
        var ids = new long[Math.multiplyExact(rows.size(), length)];
        for (var i = 0; i < rows.size(); i++) {
            rows.get(i).copyTo(ids, i * length);
        }
        return ids;
    }
}
