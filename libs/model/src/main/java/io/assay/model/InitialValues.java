package io.assay.model;

import io.assay.protocol.Draw;
import io.assay.protocol.hparams.ParameterShape;
import java.util.Arrays;

/**
 * The parameters every worker and miner starts from: norms are 1, all else is normal with mean 0 and standard deviation
 * 0.02. A pure function of seed and parameter: SplitMix64 (Steele, Lea and Flood 2014) started from {@link Draw}, then
 * Box and Muller's transform by {@link StrictMath}, so that every machine gets the same bits.
 */
final class InitialValues {
    private static final double DEVIATION = 0.02;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    private InitialValues(long state) {
        this.state = state;
    }

    /** The values of one parameter in row-major order. */
    static float[] of(long seed, ParameterShape parameter) {
        var values = new float[Math.toIntExact(parameter.size())];
        if (parameter.isVector()) {
            Arrays.fill(values, 1);
        } else {
            new InitialValues(Draw.of("initial-values", seed, parameter.name()).nextLong()).fill(values);
        }
        return values;
    }

    private void fill(float[] values) {
        for (var i = 0; i < values.length; i += 2) {
            var radius = DEVIATION * StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
            var angle = 2 * Math.PI * unit();
            values[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
    }

    private double unit() {
        return (nextLong() >>> 11) * UNIT;
    }

    private long nextLong() {
        state += GOLDEN_GAMMA;
        var mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
