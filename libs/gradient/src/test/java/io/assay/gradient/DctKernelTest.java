package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.hparams.ParameterShape;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The bits of a gradient are the same whatever loops compute them, on how many threads, on which machine. */
class DctKernelTest {
    private static final DctKernel PLAIN = new PlainKernel();
    private static final DctKernel VECTOR = new VectorKernel();

    @Test
    void theVectorKernelIsChosenWhereThereIsOne() {
        assertThat(DctKernel.fastest().name()).isEqualTo(VECTOR.name()).startsWith("vector");
        assertThat(new DctCodec().kernel()).isEqualTo(VECTOR.name());
    }

    @Property(tries = 400)
    void bothDecodeTheSameBits(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 256) int targetChunk,
            @ForAll @IntRange(min = 1, max = 300) int topk,
            @ForAll boolean duplicates,
            @ForAll long seed) {
        var layout = layout(rows, columns, targetChunk, topk);
        var gradient = random(layout, duplicates, new Random(seed));
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            var content = gradient.parameters().get(i);
            var plain = new float[parameter.size()];
            var vector = new float[parameter.size()];
            new DctCodec(PLAIN).decode(parameter, content, plain);
            new DctCodec(VECTOR).decode(parameter, content, vector);
            assertThat(bits(vector)).containsExactly(bits(plain));
            assertSigns(PackedSigns.of(VECTOR, layout, gradient, false), parameter, plain);
        }
        assertThat(PackedSigns.of(VECTOR, layout, gradient, true))
                .isEqualTo(PackedSigns.of(PLAIN, layout, gradient, false));
    }

    @Property(tries = 200)
    void bothEncodeTheSameBits(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 256) int targetChunk,
            @ForAll @IntRange(min = 1, max = 300) int topk,
            @ForAll int seed) {
        for (var parameter : layout(rows, columns, targetChunk, topk).parameters()) {
            var dense = Vectors.input(parameter.size(), seed);
            var plain = new DctCodec(PLAIN).encode(parameter, dense);
            var vector = new DctCodec(VECTOR).encode(parameter, dense);
            assertThat(vector.indices()).containsExactly(plain.indices());
            assertThat(bits(vector.values())).containsExactly(bits(plain.values()));
        }
    }

    @Property(tries = 100)
    void bothMergeTheSameBitsOnAnyNumberOfThreads(
            @ForAll @IntRange(min = 1, max = 15) int peers,
            @ForAll @IntRange(min = 1, max = 130) int rows,
            @ForAll @IntRange(min = 1, max = 130) int columns,
            @ForAll long seed) {
        var layout = layout(rows, columns, 64, 32);
        var random = new Random(seed);
        var gradients = new ArrayList<CompressedGradient>();
        for (var i = 0; i < peers; i++) {
            gradients.add(random(layout, false, random));
        }
        var merged = GradientMerge.signs(VECTOR, layout, gradients, true);
        assertThat(merged).isEqualTo(GradientMerge.signs(PLAIN, layout, gradients, false));
        assertThat(merged).isEqualTo(GradientMerge.signs(layout, gradients));
    }

    @Property(tries = 100)
    void rowsThatAreWholeWordsHaveTheSameSignsAsTheirFloats(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 3) int words,
            @ForAll @IntRange(min = 1, max = 40) int topk,
            @ForAll long seed) {
        var layout = GradientLayout.of(List.of(ParameterShape.matrix("w", rows, 64 * words)), 64, topk);
        var gradient = random(layout, false, new Random(seed));
        var parameter = layout.parameters().getFirst();
        var plain = new float[parameter.size()];
        new DctCodec(PLAIN).decode(parameter, gradient.parameters().getFirst(), plain);
        assertSigns(PackedSigns.of(VECTOR, layout, gradient, false), parameter, plain);
        assertSigns(PackedSigns.of(PLAIN, layout, gradient, false), parameter, plain);
    }

    @Test
    void stripsOnSeveralThreadsGiveTheSameBits() {
        var layout = GradientLayout.of(
                List.of(ParameterShape.vector("n", 37), ParameterShape.matrix("w", 1024, 1024)), 64, 32);
        var gradient = random(layout, false, new Random(5));
        assertThat(PackedSigns.of(VECTOR, layout, gradient, true))
                .isEqualTo(PackedSigns.of(VECTOR, layout, gradient, false));
    }

    /** Bits that were decoded once: they may change with the mathematics only, and then for everyone at once. */
    @Test
    void bitsAreFrozen() throws Exception {
        var layout = GradientLayout.of(
                List.of(
                        ParameterShape.matrix("a", 128, 192),
                        ParameterShape.matrix("b", 35, 55),
                        ParameterShape.vector("c", 97)),
                64,
                32);
        var gradient = random(layout, false, new Random(42));
        var digest = MessageDigest.getInstance("SHA-256");
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            var decoded = new float[parameter.size()];
            new DctCodec().decode(parameter, gradient.parameters().get(i), decoded);
            var encoded = new DctCodec().encode(parameter, decoded);
            for (var bits : bits(decoded)) {
                digest.update(new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)});
            }
            for (var bits : bits(encoded.values())) {
                digest.update(new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)});
            }
        }
        digest.update(PackedSigns.of(layout, gradient).toBytes());
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("b0d736b785a21c7d459e90f830931f607de4cba5917048a6e74ba12734b36bb1");
    }

    private static GradientLayout layout(int rows, int columns, int targetChunk, int topk) {
        return GradientLayout.of(
                List.of(ParameterShape.vector("v", rows), ParameterShape.matrix("m", rows, columns)),
                targetChunk,
                topk);
    }

    private static CompressedGradient random(GradientLayout layout, boolean duplicates, Random random) {
        return new CompressedGradient(layout.parameters().stream()
                .map(parameter -> random(parameter, duplicates, random))
                .toList());
    }

    private static CompressedParameter random(ParameterLayout layout, boolean duplicates, Random random) {
        var indices = new short[layout.coefficients()];
        var values = new float[indices.length];
        for (var i = 0; i < indices.length; i++) {
            values[i] = (float) random.nextGaussian();
            if (duplicates) {
                indices[i] = (short) random.nextInt(layout.chunkSize());
            }
        }
        for (var chunk = 0; chunk < layout.chunks() && !duplicates; chunk++) {
            var drawn = random.ints(0, layout.chunkSize())
                    .distinct()
                    .limit(layout.k())
                    .toArray();
            for (var i = 0; i < drawn.length; i++) {
                indices[chunk * layout.k() + i] = (short) drawn[i];
            }
        }
        return CompressedParameter.of(indices, values);
    }

    private static void assertSigns(PackedSigns signs, ParameterLayout parameter, float[] decoded) {
        for (var i = 0; i < decoded.length; i++) {
            assertThat(signs.positive(parameter.offset() + i)).isEqualTo(decoded[i] > 0);
        }
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        for (var i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
