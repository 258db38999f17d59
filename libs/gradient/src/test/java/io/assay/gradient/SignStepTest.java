package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignStepTest {
    private static final int OFFSET = 13;

    private final Random random = new Random(5);

    private float[] values(int count) {
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * 0.02f;
        }
        for (var i = 0; i < Math.min(count, 4); i++) {
            values[i] = new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MAX_VALUE}[i];
        }
        return values;
    }

    private PackedSigns signs(int count) {
        var bits = new byte[(count + 7) / 8];
        random.nextBytes(bits);
        bits[bits.length - 1] &= (byte) (0xff >>> (-count & 7));
        return PackedSigns.fromBytes(bits, count);
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    private static int[] bits(MemorySegment memory) {
        return memory.toArray(ValueLayout.JAVA_INT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 200_001})
    void movesAsPlainArithmeticDoes(int count) {
        var values = values(count);
        var signs = signs(count + OFFSET);
        var expected = values.clone();
        for (var i = 0; i < count; i++) {
            expected[i] = expected[i] * 0.999f - (signs.positive(OFFSET + i) ? 3e-4f : -3e-4f);
        }
        for (var kernel : new StepKernel[] {new PlainSteps(), new VectorSteps()}) {
            try (var arena = Arena.ofShared()) {
                var memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
                new SignStep(kernel, signs, 3e-4f).move(memory, OFFSET, 0.999f);
                assertThat(bits(memory)).isEqualTo(bits(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 129, 200_001})
    void writesBesideAndLeavesTheValues(int count) {
        var values = values(count);
        var signs = signs(count + OFFSET);
        for (var kernel : new StepKernel[] {new PlainSteps(), new VectorSteps()}) {
            try (var arena = Arena.ofShared()) {
                var memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
                var out = arena.allocate(count * 4L, 4);
                new SignStep(kernel, signs, 3e-4f).write(memory, OFFSET, out);
                assertThat(bits(memory)).isEqualTo(bits(values));
                new SignStep(new PlainSteps(), signs, 3e-4f).move(memory, OFFSET, 1);
                assertThat(bits(out)).isEqualTo(bits(memory));
            }
        }
    }

    @Test
    void roundsToTheNearestAndTiesToEven() {
        var values = new float[] {
            1,
            Float.intBitsToFloat(0x3f808000),
            Float.intBitsToFloat(0x3f818000),
            Float.intBitsToFloat(0x3f808001),
            Float.intBitsToFloat(0xbf807fff),
            Float.MAX_VALUE,
            Float.NaN,
            Float.NEGATIVE_INFINITY
        };
        assertThat(rounded(new PlainSteps(), values))
                .containsExactly(
                        (short) 0x3f80,
                        (short) 0x3f80,
                        (short) 0x3f82,
                        (short) 0x3f81,
                        (short) 0xbf80,
                        (short) 0x7f80,
                        (short) 0x7fc0,
                        (short) 0xff80);
    }

    @Test
    void bothKernelsRoundAlike() {
        var values = new float[4096];
        for (var i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        assertThat(rounded(new VectorSteps(), values)).isEqualTo(rounded(new PlainSteps(), values));
    }

    private static short[] rounded(StepKernel kernel, float[] values) {
        try (var arena = Arena.ofShared()) {
            var out = arena.allocate(values.length * 2L, 2);
            new SignStep(kernel, null, 7).writeRounded(arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), 0, out);
            return out.toArray(ValueLayout.JAVA_SHORT);
        }
    }

    @Test
    void wordHoldsTheSignsFromAnyIndex() {
        var signs = signs(203);
        for (var index = 0; index < 203; index++) {
            var word = signs.word(index);
            for (var bit = 0; bit < 64; bit++) {
                var expected = index + bit < 203 && signs.positive(index + bit);
                assertThat(word >>> bit & 1).as("%s + %s", index, bit).isEqualTo(expected ? 1 : 0);
            }
        }
        assertThatThrownBy(() -> signs.word(203)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
