package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DctCodecTest {
    private static final int EVERYTHING = ParameterLayout.MAX_CHUNK_SIZE;

    private final DctCodec codec = new DctCodec();

    @Property(tries = 300)
    void decodingAllCoefficientsGivesTheInput(
            @ForAll @IntRange(min = 1, max = 130) int rows,
            @ForAll @IntRange(min = 1, max = 130) int columns,
            @ForAll @IntRange(min = 1, max = 256) int targetChunk,
            @ForAll int seed) {
        var layout = ParameterLayout.of(ParameterShape.matrix("p", rows, columns), targetChunk, EVERYTHING, 0);
        var input = Vectors.input(layout.size(), seed);
        var output = new float[layout.size()];
        codec.decode(layout, codec.encode(layout, input), output);
        assertThat(output).containsExactly(input, within(4e-6f));
    }

    @Test
    void encodesIndicesBeyondSignedShorts() {
        var layout = ParameterLayout.of(ParameterShape.matrix("p", 256, 256), 256, 1, 0);
        var sent = CompressedParameter.of(new short[] {(short) 65_000}, new float[] {3});
        var dense = new float[layout.size()];
        codec.decode(layout, sent, dense);
        var back = codec.encode(layout, dense);
        assertThat(Short.toUnsignedInt(back.indices()[0])).isEqualTo(65_000);
        assertThat(back.values()[0]).isCloseTo(3, within(1e-5f));
    }

    @Test
    void prefersLowerIndexOfEqualMagnitudes() {
        var indices = new short[3];
        var values = new float[3];
        var spectrum = new float[DctKernel.LANES];
        System.arraycopy(new float[] {0, -2, 5, 2, 2, -2}, 0, spectrum, 0, 6);
        new TopK(DctKernel.fastest(), 3, IntStream.range(0, spectrum.length).toArray())
                .select(spectrum, indices, values, 0);
        assertThat(indices).containsExactly(1, 2, 3);
        assertThat(values).containsExactly(-2, 5, 2);
    }

    @Test
    void choosesIndexesOfZerosFromTheFront() {
        var layout = ParameterLayout.of(ParameterShape.vector("p", 8), 8, 3, 0);
        assertThat(codec.encode(layout, new float[8]).indices()).containsExactly(0, 1, 2);
    }

    @Test
    void averagesValuesOfOneIndex() {
        var layout = ParameterLayout.of(ParameterShape.vector("p", 4), 4, 2, 0);
        var output = new float[4];
        codec.decode(layout, CompressedParameter.of(new short[] {0, 0}, new float[] {1, 3}), output);
        // The constant frequency of length 4 is 1/2 everywhere.
        assertThat(output).containsExactly(new float[] {1, 1, 1, 1}, within(1e-6f));
    }

    @Test
    void encodesEachParameterOfTheLayout() {
        var gradient = Example.gradient(5);
        var matrix = Example.LAYOUT.parameters().getFirst();
        assertThat(gradient.parameters().getFirst()).isEqualTo(codec.encode(matrix, Vectors.input(matrix.size(), 5)));
        assertThat(gradient.parameters()).hasSize(2);
    }

    @Test
    void refusesInputThatIsNotFinite() {
        var layout = ParameterLayout.of(ParameterShape.vector("norm.weight", 8), 4, 2, 0);
        var input = new float[8];
        input[5] = Float.NaN;
        assertThatThrownBy(() -> codec.encode(layout, input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("norm.weight: a coefficient of chunk 1 is NaN; the values to encode must be finite");
    }

    @Test
    void refusesArraysOfOtherLength() {
        var layout = ParameterLayout.of(ParameterShape.vector("p", 4), 4, 2, 0);
        var sent = CompressedParameter.of(new short[2], new float[2]);
        var wrong = CompressedParameter.of(new short[3], new float[3]);
        assertThatThrownBy(() -> codec.encode(layout, new float[5])).hasMessageContaining("has 5 values");
        assertThatThrownBy(() -> codec.decode(layout, sent, new float[3])).hasMessageContaining("has 3 values");
        assertThatThrownBy(() -> codec.decode(layout, wrong, new float[4])).hasMessageContaining("is 3, allowed: 2");
        assertThatThrownBy(() -> codec.encode(Example.LAYOUT, List.of())).hasMessageContaining("allowed: 2");
    }

    @Test
    void refusesToDecodeIndexOutOfRange() {
        var layout = ParameterLayout.of(ParameterShape.vector("p", 4), 4, 1, 0);
        var sent = CompressedParameter.of(new short[] {4}, new float[1]);
        assertThatThrownBy(() -> codec.decode(layout, sent, new float[4]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
