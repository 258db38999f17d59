package io.assay.inspect.content;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.ParameterLayout;
import java.util.DoubleSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter's coefficients are like, as they are in the file.
 *
 * @param chunks that the file has
 * @param k coefficients of each
 * @param values what magnitudes they have; null if none is finite
 * @param duplicates indices that their chunk had before
 * @param notFinite values that are NaN or infinite
 * @param range how the indices lie in the model's chunks; null if the model has no such parameter
 */
public record Figures(
        int chunks,
        int k,
        @Nullable Magnitudes values,
        int duplicates,
        int notFinite,
        @Nullable IndexRange range) {
    /** Magnitudes of the finite values. */
    public record Magnitudes(double min, double mean, double max) {}

    /**
     * Indices in chunks.
     *
     * @param rows of a chunk
     * @param columns of a chunk
     * @param used the share of a chunk's indices that occurs in any chunk, 0 to 1
     * @param outside number of indices that no chunk of this size has
     */
    public record IndexRange(int rows, int columns, double used, int outside) {}

    /** Whether nothing that can be counted is wrong with them. */
    public boolean sound() {
        return duplicates == 0 && notFinite == 0 && (range == null || range.outside == 0);
    }

    static Figures of(CompressedParameter content, int k, @Nullable ParameterLayout layout) {
        var counts = IndexCounts.of(content, k);
        var finite = finite(content);
        return new Figures(
                content.size() / k,
                k,
                finite.getCount() == 0 ? null : new Magnitudes(finite.getMin(), finite.getAverage(), finite.getMax()),
                counts.duplicates(),
                content.size() - (int) finite.getCount(),
                layout == null ? null : range(counts, layout));
    }

    private static IndexRange range(IndexCounts counts, ParameterLayout layout) {
        return new IndexRange(
                layout.chunkRows(),
                layout.chunkColumns(),
                counts.shareUsed(layout.chunkSize()),
                counts.outside(layout.chunkSize()));
    }

    private static DoubleSummaryStatistics finite(CompressedParameter content) {
        var statistics = new DoubleSummaryStatistics();
        for (var i = 0; i < content.size(); i++) {
            var value = content.value(i);
            if (Float.isFinite(value)) {
                statistics.accept(Math.abs(value));
            }
        }
        return statistics;
    }
}
