package io.assay.gradient;

import io.assay.protocol.Draw;
import io.assay.protocol.event.IndexSketch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The indices that a gradient has in some chunks, drawn by a stream that is the same for all gradients of a window.
 *
 * <p>Chunks of which a quarter or more of the coefficients is sent are left out: any two gradients have much in common
 * there. So are chunks with fewer coefficients sent than others have, which say less.
 */
public final class ChunkSketch {
    private static final int SPARSE = 4;

    private ChunkSketch() {}

    /**
     * Sketches a gradient.
     *
     * @param chunks decides which; used up by this
     * @return empty if the model has no chunk to compare
     * @throws IllegalArgumentException if the gradient is not of this layout
     */
    public static Optional<IndexSketch> of(GradientLayout layout, CompressedGradient gradient, Draw chunks) {
        layout.require(gradient);
        var k = width(layout.parameters());
        return k.isEmpty() ? Optional.empty() : Optional.of(of(layout, gradient, chunks, k.getAsInt()));
    }

    private static IndexSketch of(GradientLayout layout, CompressedGradient gradient, Draw chunks, int k) {
        var all = layout.parameters().stream()
                .filter(parameter -> compared(parameter, k))
                .mapToLong(ParameterLayout::chunks)
                .sum();
        var drawn = chunks.distinct((int) Math.min(all, IndexSketch.MAX_INDICES / k), all);
        var indices = new short[drawn.length * k];
        for (var i = 0; i < drawn.length; i++) {
            System.arraycopy(indices(layout, gradient, drawn[i], k), 0, indices, i * k, k);
        }
        return IndexSketch.of(k, indices);
    }

    /** Of one chunk, ascending as unsigned numbers. */
    private static short[] indices(GradientLayout layout, CompressedGradient gradient, long chunk, int k) {
        var left = chunk;
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            if (compared(parameter, k)) {
                if (left < parameter.chunks()) {
                    return ascending(gradient.parameters().get(i), (int) left * k, k);
                }
                left -= parameter.chunks();
            }
        }
        throw new IllegalArgumentException("chunk " + chunk + " is not among those compared");
    }

    private static short[] ascending(CompressedParameter parameter, int from, int k) {
        var numbers = new int[k];
        for (var i = 0; i < k; i++) {
            numbers[i] = parameter.index(from + i);
        }
        Arrays.sort(numbers);
        var indices = new short[k];
        for (var i = 0; i < k; i++) {
            indices[i] = (short) numbers[i];
        }
        return indices;
    }

    private static boolean compared(ParameterLayout parameter, int k) {
        return parameter.k() == k && sparse(parameter);
    }

    private static boolean sparse(ParameterLayout parameter) {
        return SPARSE * parameter.k() <= parameter.chunkSize() && parameter.k() <= IndexSketch.MAX_INDICES;
    }

    private static OptionalInt width(List<ParameterLayout> parameters) {
        return parameters.stream()
                .filter(ChunkSketch::sparse)
                .mapToInt(ParameterLayout::k)
                .max();
    }
}
