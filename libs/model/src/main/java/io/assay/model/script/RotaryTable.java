package io.assay.model.script;

import io.assay.protocol.hparams.LlamaShape;
import java.util.function.DoubleUnaryOperator;

/**
 * Angles of the rotary embedding (Su et al., RoFormer), in Hugging Face's layout: column j and column j + headSize / 2
 * of a head turn together by position · ropeTheta^(−2j / headSize).
 */
final class RotaryTable {
    private RotaryTable() {}

    static float[] cosines(LlamaShape shape) {
        return table(shape, StrictMath::cos);
    }

    static float[] sines(LlamaShape shape) {
        return table(shape, StrictMath::sin);
    }

    private static float[] table(LlamaShape shape, DoubleUnaryOperator function) {
        var width = shape.headSize();
        var table = new float[Math.multiplyExact(shape.maxPositionEmbeddings(), width)];
        for (var column = 0; column < width; column++) {
            var frequency = StrictMath.pow(shape.ropeTheta(), -2.0 * (column % (width / 2)) / width);
            for (var position = 0; position < shape.maxPositionEmbeddings(); position++) {
                table[position * width + column] = (float) function.applyAsDouble(position * frequency);
            }
        }
        return table;
    }
}
