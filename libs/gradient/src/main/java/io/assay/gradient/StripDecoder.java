package io.assay.gradient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes a parameter one strip of chunks at a time. Keeps bases and buffers: one thread at a time. */
final class StripDecoder {
    private final DctKernel kernel;
    private final Map<ChunkShape, InverseDct> inverses = new HashMap<>();

    StripDecoder(DctKernel kernel) {
        this.kernel = kernel;
    }

    /** One sender's coefficients of a parameter, and what its values are divided by. */
    record Contribution(CompressedParameter parameter, double divisor) {
        /** The values as they are. */
        static List<Contribution> plain(CompressedParameter parameter) {
            return List.of(new Contribution(parameter, 1));
        }

        void take(Coefficients coefficients, int chunk, int k) {
            coefficients.take(parameter, chunk * k, k);
        }
    }

    /** Writes the {@code strip}th strip, row-major, to {@code out} from {@code at} on. */
    void decode(ParameterLayout layout, List<Contribution> contributions, int strip, float[] out, int at) {
        var inverse = inverse(layout);
        for (var i = 0; i < across(layout); i++) {
            collect(layout, contributions, strip, i, inverse);
            inverse.write(out, at + i * layout.chunkColumns(), layout.columns());
        }
    }

    /**
     * Writes whether each value of the {@code strip}th strip is above 0: row-major, a bit each, the lowest first.
     *
     * @param out with a bit for each value of the strip, cleared
     */
    void signs(ParameterLayout layout, List<Contribution> contributions, int strip, long[] out) {
        var inverse = inverse(layout);
        for (var i = 0; i < across(layout); i++) {
            collect(layout, contributions, strip, i, inverse);
            inverse.signs(out, (long) i * layout.chunkColumns(), layout.columns());
        }
    }

    private InverseDct inverse(ParameterLayout layout) {
        return inverses.computeIfAbsent(ChunkShape.of(layout), shape -> shape.inverse(kernel));
    }

    private static int across(ParameterLayout layout) {
        return layout.columns() / layout.chunkColumns();
    }

    private static void collect(
            ParameterLayout layout, List<Contribution> contributions, int strip, int chunk, InverseDct inverse) {
        for (var contribution : contributions) {
            contribution.take(inverse.sent(), strip * across(layout) + chunk, layout.k());
            if (contributions.size() == 1
                    && contribution.divisor() == 1
                    && inverse.sent().distinct()) {
                inverse.addSent();
                return;
            }
            inverse.means().add(inverse.sent(), contribution.divisor());
        }
        inverse.addMeans();
    }
}
