package io.assay.bench.gradient;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.ParameterLayout;
import java.util.Arrays;
import java.util.Random;

/** Gradients of random content. */
public final class Gradients {
    private Gradients() {}

    /**
     * Random coefficients at random places.
     *
     * @param ascending as our miners send the indices of a chunk; otherwise in any order, as torch's topk gives them
     */
    public static CompressedGradient random(GradientLayout layout, Random random, boolean ascending) {
        return new CompressedGradient(layout.parameters().stream()
                .map(parameter -> random(parameter, random, ascending))
                .toList());
    }

    private static CompressedParameter random(ParameterLayout layout, Random random, boolean ascending) {
        var indices = new short[layout.coefficients()];
        var values = new float[indices.length];
        for (var chunk = 0; chunk < layout.chunks(); chunk++) {
            var drawn = random.ints(0, layout.chunkSize())
                    .distinct()
                    .limit(layout.k())
                    .toArray();
            if (ascending) {
                Arrays.sort(drawn);
            }
            for (var i = 0; i < drawn.length; i++) {
                indices[chunk * layout.k() + i] = (short) drawn[i];
                values[chunk * layout.k() + i] = (float) random.nextGaussian();
            }
        }
        return CompressedParameter.of(indices, values);
    }
}
