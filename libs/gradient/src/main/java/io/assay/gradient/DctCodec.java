package io.assay.gradient;

import io.assay.gradient.StripDecoder.Contribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compresses and decompresses gradients as Templar 0.2.80 does ({@code compress.py}: TransformDCT, CompressDCT): an
 * orthonormal DCT-II of each chunk, of which the k largest magnitudes are kept; of equal ones the lower index.
 *
 * <p>An instance keeps bases and buffers between calls and serves one thread at a time: give each thread its own.
 */
public final class DctCodec {
    private final DctKernel kernel;
    private final Map<ChunkShape, ForwardDct> forwards = new HashMap<>();
    private final StripDecoder decoder;

    /** A codec on the fastest loops there are on this machine; the bits do not depend on them. */
    public DctCodec() {
        this(DctKernel.fastest());
    }

    DctCodec(DctKernel kernel) {
        this.kernel = kernel;
        decoder = new StripDecoder(kernel);
    }

    /** The loops in use, one word for logs: {@code vector512} or the like, or {@code plain}, which is slower. */
    public String kernel() {
        return kernel.name();
    }

    /**
     * Compresses one parameter.
     *
     * @param dense its values, row-major
     * @return k coefficients of each chunk, their indices ascending
     * @throws IllegalArgumentException if {@code dense} has another length than the parameter, or a coefficient is not
     *     finite
     */
    public CompressedParameter encode(ParameterLayout layout, float[] dense) {
        requireLength(dense.length == layout.size(), layout, dense.length);
        var forward = forwards.computeIfAbsent(ChunkShape.of(layout), shape -> shape.forward(kernel));
        var topK = new TopK(kernel, layout.k(), forward.indices());
        var indices = new short[layout.coefficients()];
        var values = new float[layout.coefficients()];
        var across = layout.columns() / layout.chunkColumns();
        for (var strip = 0; strip < layout.strips(); strip++) {
            forward.read(dense, strip * layout.stripSize(), across);
            for (var i = 0; i < across; i++) {
                topK.select(forward.transform(i), indices, values, (strip * across + i) * layout.k());
            }
        }
        requireFinite(layout, values);
        return CompressedParameter.of(indices, values);
    }

    /**
     * Compresses all parameters.
     *
     * @param dense one array for each parameter, in the layout's order
     */
    public CompressedGradient encode(GradientLayout layout, List<float[]> dense) {
        if (dense.size() != layout.parameters().size()) {
            throw new IllegalArgumentException(dense.size() + " parameters, allowed: "
                    + layout.parameters().size());
        }
        var parameters = new ArrayList<CompressedParameter>();
        for (var i = 0; i < dense.size(); i++) {
            parameters.add(encode(layout.parameters().get(i), dense.get(i)));
        }
        return new CompressedGradient(parameters);
    }

    /**
     * Decompresses one parameter. Where an index is given more than once in a chunk, the mean of its values counts.
     *
     * @param out at least as long as the parameter; all of its values are overwritten, row-major
     * @throws IllegalArgumentException if the number of coefficients is not the layout's, or {@code out} is too short
     * @throws IndexOutOfBoundsException if an index is not below the chunk's size
     */
    public void decode(ParameterLayout layout, CompressedParameter parameter, float[] out) {
        layout.require(parameter);
        requireLength(out.length >= layout.size(), layout, out.length);
        var contribution = Contribution.plain(parameter);
        for (var strip = 0; strip < layout.strips(); strip++) {
            decoder.decode(layout, contribution, strip, out, strip * layout.stripSize());
        }
    }

    private static void requireFinite(ParameterLayout layout, float[] values) {
        for (var i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(layout.name() + ": a coefficient of chunk " + i / layout.k() + " is "
                        + values[i] + "; the values to encode must be finite");
            }
        }
    }

    private static void requireLength(boolean holds, ParameterLayout layout, int length) {
        if (!holds) {
            throw new IllegalArgumentException(
                    layout.name() + ": the array has " + length + " values, the parameter " + layout.size());
        }
    }
}
