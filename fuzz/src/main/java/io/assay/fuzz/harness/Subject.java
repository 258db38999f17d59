package io.assay.fuzz.harness;

import io.assay.gradient.Expectation;
import io.assay.gradient.GradientLayout;
import io.assay.protocol.hparams.ParameterShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The model, and the upload, that all inputs are read for: small, so that an input can be a whole gradient. */
final class Subject {
    /** Two square chunks, one row of four, one chunk of three rows; two coefficients of each. */
    static final GradientLayout LAYOUT = GradientLayout.of(
            List.of(ParameterShape.matrix("w", 4, 8), ParameterShape.vector("n", 4), ParameterShape.matrix("e", 3, 2)),
            4,
            2,
            8);

    static final Expectation EXPECTED = new Expectation(7, 3, "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");

    /** The elements of all parameters in the order of the file: indices, values, indices, ... */
    static List<byte[]> contents() {
        return List.of(
                new byte[] {0, 0, 1, 0, 0, 0, 1, 0},
                floats(4),
                new byte[] {0, 0, 1, 0},
                floats(2),
                new byte[] {0, 0, 1, 0},
                floats(2));
    }

    private Subject() {}

    private static byte[] floats(int count) {
        var bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < count; i++) {
            bytes.putFloat(i - 0.5f);
        }
        return bytes.array();
    }
}
