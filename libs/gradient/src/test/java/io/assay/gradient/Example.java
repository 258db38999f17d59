package io.assay.gradient;

import io.assay.protocol.hparams.ParameterShape;
import java.util.ArrayList;
import java.util.List;

/** A small model's gradient: a matrix of 2 chunks of 8 × 8, a vector of 3 chunks of 5, k = 3. */
final class Example {
    static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    static final GradientLayout LAYOUT = GradientLayout.of(
            List.of(ParameterShape.matrix("layer.weight", 16, 8), ParameterShape.vector("norm.weight", 15)), 8, 3, 16);
    static final Expectation EXPECTED = new Expectation(1500, 7, HOTKEY);
    static final GradientMetadata METADATA =
            new GradientMetadata(1500, 7, HOTKEY, 4711, "0.1.0", new float[] {0.5f, -1e-9f, 3});

    private Example() {}

    static CompressedGradient gradient(int seed) {
        return gradient(LAYOUT, seed);
    }

    static CompressedGradient gradient(GradientLayout layout, int seed) {
        var dense = new ArrayList<float[]>();
        for (var parameter : layout.parameters()) {
            dense.add(Vectors.input(parameter.size(), seed + dense.size()));
        }
        return new DctCodec().encode(layout, dense);
    }

    static byte[] file() {
        return SafetensorsGradient.write(LAYOUT, gradient(1), METADATA);
    }
}
