package io.assay.gradient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes a parameter one strip of chunks at a time. Keeps bases and buffers: one thread at a time. */
final class StripDecoder {
    private final DctBases bases = new DctBases();
    private final Map<ChunkShape, InverseDct> inverses = new HashMap<>();

    /** One sender's coefficients of a parameter, and what its values are divided by. */
    record Contribution(CompressedParameter parameter, double divisor) {
        /** The values as they are. */
        static List<Contribution> plain(CompressedParameter parameter) {
            return List.of(new Contribution(parameter, 1));
        }

        void addTo(CoefficientMeans means, int chunk, int k) {
            means.add(parameter, chunk * k, k, divisor);
        }
    }

    /** Writes the {@code strip}th strip, row-major, to {@code out} from {@code at} on. */
    void decode(ParameterLayout layout, List<Contribution> contributions, int strip, float[] out, int at) {
        var inverse = inverses.computeIfAbsent(ChunkShape.of(layout), shape -> shape.inverse(bases));
        var across = layout.columns() / layout.chunkColumns();
        for (var i = 0; i < across; i++) {
            for (var contribution : contributions) {
                contribution.addTo(inverse.coefficients(), strip * across + i, layout.k());
            }
            inverse.write(out, at + i * layout.chunkColumns(), layout.columns());
        }
    }
}
