package io.assay.miner.strategy;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.ParameterLayout;
import io.assay.protocol.Draw;

/** A well-formed gradient that means nothing: a pure function of (seed, window, uid). */
final class RandomGradient {
    private RandomGradient() {}

    static CompressedGradient of(Workbench bench) {
        var draw = Draw.of("noise", bench.hparams().seed(), bench.window(), bench.uid());
        return new CompressedGradient(bench.layout().parameters().stream()
                .map(parameter -> parameter(parameter, draw))
                .toList());
    }

    private static CompressedParameter parameter(ParameterLayout layout, Draw draw) {
        var indices = new short[layout.coefficients()];
        var values = new float[layout.coefficients()];
        for (var i = 0; i < values.length; i += layout.k()) {
            var drawn = draw.distinct(layout.k(), layout.chunkSize());
            for (var j = 0; j < drawn.length; j++) {
                indices[i + j] = (short) drawn[j];
                values[i + j] = (float) (2 * draw.unit() - 1);
            }
        }
        return CompressedParameter.of(indices, values);
    }
}
