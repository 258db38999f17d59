package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.gradient.StripDecoder.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Templar v0.2.80's own results. */
class DctVectorsTest {
    private static final Offset<Float> CLOSE = within(2e-6f);
    private static final double GAP = 1e-5;

    static Stream<JsonNode> cases() throws Exception {
        return Vectors.dctTopk().get("cases").valueStream();
    }

    static Stream<JsonNode> gatherCases() throws Exception {
        return Vectors.dctTopk().get("gather_cases").valueStream();
    }

    static Stream<JsonNode> handCases() throws Exception {
        return Vectors.dctTopk().get("hand_cases").valueStream();
    }

    static Stream<JsonNode> splitCases() throws Exception {
        return Vectors.dctTopk().get("split_cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layoutOfUpstream(JsonNode testCase) {
        var layout = layout(testCase);
        var encoded = new ArrayList<Long>();
        testCase.get("idx_shape").forEach(axis -> encoded.add(axis.asLong()));
        assertThat(layout.k()).isEqualTo(testCase.get("topk_effective").asInt());
        assertThat(layout.chunkSize()).isEqualTo(testCase.get("totalk").asInt());
        assertThat(layout.encodedShape()).isEqualTo(encoded);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void spectrumOfUpstream(JsonNode testCase) {
        var layout = Vectors.layout(testCase, ParameterLayout.MAX_CHUNK_SIZE);
        var spectrum = new DctCodec().encode(layout, input(testCase)).values();
        assertListed(spectrum, testCase.get("encoded"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void choiceOfUpstream(JsonNode testCase) {
        var encoded = new DctCodec().encode(layout(testCase), input(testCase));
        var gap = testCase.get("min_gap_kth_vs_next_magnitude");
        assertThat(gap.isNull() || gap.asDouble() > GAP).isTrue();
        assertThat(sum(encoded.indices()))
                .isEqualTo(testCase.get("compressed_sum_idx").asLong());
        assertStartsWith(
                unsigned(encoded.indices()), Vectors.floats(testCase.get("idx_sorted_first_chunks")), within(0f));
        assertStartsWith(encoded.values(), Vectors.floats(testCase.get("vals_for_sorted_idx_first_chunks")), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decodingOfUpstream(JsonNode testCase) {
        var layout = layout(testCase);
        var codec = new DctCodec();
        var decoded = new float[layout.size()];
        Arrays.fill(decoded, Float.NaN);
        codec.decode(layout, codec.encode(layout, input(testCase)), decoded);
        assertListed(decoded, testCase.get("decoded"));
    }

    @ParameterizedTest
    @MethodSource("gatherCases")
    void mergedSignsOfUpstream(JsonNode testCase) {
        var layout = Vectors.layout(testCase, testCase.get("topk").asInt());
        var whole = new GradientLayout(List.of(layout), 1);
        var signs = GradientMerge.signs(whole, peers(testCase, layout));
        var values = new float[layout.size()];
        signs.write(layout, values);
        assertSigns(values, Vectors.floats(testCase.get("sign_first64")), Vectors.listed(testCase.get("decoded")));
        if (testCase.get("smallest_abs_decoded").asDouble() > 1e-6) {
            assertThat(count(values, 1))
                    .isEqualTo(testCase.at("/sign_counts/pos").asInt());
            assertThat(count(values, -1))
                    .isEqualTo(testCase.at("/sign_counts/neg").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("gatherCases")
    void mergedValuesOfUpstream(JsonNode testCase) {
        var layout = Vectors.layout(testCase, testCase.get("topk").asInt());
        var contributions = GradientMerge.normalised(peers(testCase, layout), 0);
        var decoder = new StripDecoder(DctKernel.fastest());
        var decoded = new float[layout.size()];
        for (var strip = 0; strip < layout.strips(); strip++) {
            decoder.decode(layout, contributions, strip, decoded, strip * layout.stripSize());
        }
        assertListed(decoded, testCase.get("decoded"));
    }

    @ParameterizedTest
    @MethodSource("gatherCases")
    void sparseMeansOfUpstream(JsonNode testCase) {
        var layout = Vectors.layout(testCase, testCase.get("topk").asInt());
        var contributions = GradientMerge.normalised(peers(testCase, layout), 0);
        var sparse = new float[layout.size()];
        var different = 0;
        for (var chunk = 0; chunk < layout.chunks(); chunk++) {
            var means = means(layout.chunkSize(), layout.k(), contributions, chunk);
            different += means.size();
            fill(means, sparse, chunk * layout.chunkSize());
        }
        assertThat(different).isEqualTo(testCase.get("nonzero_in_sparse").asInt());
        assertListed(sparse, testCase.get("sparse_mean"));
    }

    @ParameterizedTest
    @MethodSource("handCases")
    void meansOfHandCases(JsonNode testCase) {
        var indices = testCase.get("idx");
        var nested = indices.get(0).isArray();
        var contributions = new ArrayList<Contribution>();
        for (var peer = 0; peer < (nested ? indices.size() : 1); peer++) {
            var values = testCase.get("vals");
            contributions.add(new Contribution(
                    parameter(nested ? indices.get(peer) : indices, nested ? values.get(peer) : values), 1));
        }
        var k = contributions.getFirst().parameter().indices().length;
        var dense = new float[testCase.get("totalk").asInt()];
        fill(means(dense.length, k, contributions, 0), dense, 0);
        assertThat(dense).containsExactly(Vectors.floats(testCase.get("dense")), within(1e-7f));
    }

    @ParameterizedTest
    @MethodSource("splitCases")
    void divisorsOfUpstream(JsonNode testCase) {
        assertThat(ParameterLayout.largestDivisor(
                        testCase.get("n").asInt(), testCase.get("target").asInt()))
                .isEqualTo(testCase.get("split").asInt());
    }

    private static ParameterLayout layout(JsonNode testCase) {
        return Vectors.layout(testCase, testCase.get("topk_requested").asInt());
    }

    private static float[] input(JsonNode testCase) {
        return Vectors.input(layout(testCase).size(), testCase.get("seed").asInt());
    }

    private static List<CompressedGradient> peers(JsonNode testCase, ParameterLayout layout) {
        var peers = new ArrayList<CompressedGradient>();
        for (var peer : testCase.get("peers")) {
            var input = Vectors.input(layout.size(), peer.get("seed").asInt());
            for (var i = 0; i < input.length; i++) {
                input[i] *= (float) peer.get("scale").asDouble();
            }
            peers.add(new CompressedGradient(List.of(new DctCodec().encode(layout, input))));
        }
        return peers;
    }

    private static CompressedParameter parameter(JsonNode indices, JsonNode values) {
        var shorts = new short[indices.size()];
        for (var i = 0; i < shorts.length; i++) {
            shorts[i] = (short) indices.get(i).asInt();
        }
        return CompressedParameter.of(shorts, Vectors.floats(values));
    }

    private static CoefficientMeans means(int chunkSize, int k, List<Contribution> contributions, int chunk) {
        var means = new CoefficientMeans(chunkSize);
        var sent = new Coefficients(chunkSize);
        for (var contribution : contributions) {
            contribution.take(sent, chunk, k);
            means.add(sent, contribution.divisor());
        }
        return means;
    }

    private static void fill(CoefficientMeans means, float[] out, int at) {
        for (var i = 0; i < means.size(); i++) {
            out[at + means.index(i)] = means.mean(means.index(i));
        }
    }

    private static void assertListed(float[] values, JsonNode expected) {
        assertStartsWith(values, Vectors.listed(expected), CLOSE);
        var sum = 0.0;
        var squares = 0.0;
        for (var value : values) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(sum).isCloseTo(expected.get("sum").asDouble(), within(2e-6 * values.length));
        var expectedSquares = expected.get("sum_sq").asDouble();
        assertThat(squares).isCloseTo(expectedSquares, within(1e-5 * expectedSquares));
    }

    private static void assertStartsWith(float[] values, float[] expected, Offset<Float> offset) {
        assertThat(expected).isNotEmpty();
        assertThat(Arrays.copyOf(values, expected.length)).containsExactly(expected, offset);
    }

    private static void assertSigns(float[] signs, float[] expected, float[] decoded) {
        for (var i = 0; i < expected.length; i++) {
            if (Math.abs(decoded[i]) > 1e-6) {
                assertThat(signs[i]).as("sign %d of %s", i, decoded[i]).isEqualTo(expected[i]);
            }
        }
    }

    private static long count(float[] values, float wanted) {
        var count = 0L;
        for (var value : values) {
            count += value == wanted ? 1 : 0;
        }
        return count;
    }

    private static float[] unsigned(short[] indices) {
        var numbers = new float[indices.length];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = Short.toUnsignedInt(indices[i]);
        }
        return numbers;
    }

    private static long sum(short[] indices) {
        var sum = 0L;
        for (var index : indices) {
            sum += Short.toUnsignedInt(index);
        }
        return sum;
    }
}
