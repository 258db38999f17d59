package io.assay.gradient;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.Draw;
import io.assay.protocol.event.IndexSketch;
import io.assay.protocol.hparams.ParameterShape;
import io.assay.protocol.sketch.Copies;
import io.assay.protocol.sketch.SketchedUpload;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkSketchTest {
    /** 24 chunks of 64 with k = 8 in two parameters, and a vector whose chunks are sent whole. */
    private static final GradientLayout LAYOUT = GradientLayout.of(
            List.of(
                    ParameterShape.matrix("a", 32, 16),
                    ParameterShape.vector("norm", 8),
                    ParameterShape.matrix("b", 32, 32)),
            8,
            8);

    private static final GradientLayout LARGE =
            GradientLayout.of(List.of(ParameterShape.matrix("a", 512, 512)), 64, 32);

    private static IndexSketch sketch(int seed, String label) {
        return ChunkSketch.of(LAYOUT, Example.gradient(LAYOUT, seed), Draw.of(label))
                .orElseThrow();
    }

    @Test
    void hasTheIndicesOfDrawnChunksInOrder() {
        var gradient = Example.gradient(LAYOUT, 1);
        var numbers = sketch(1, "x").numbers();
        var drawn = Draw.of("x").distinct(24, 24);
        for (var i = 0; i < drawn.length; i++) {
            var parameter = gradient.parameters().get(drawn[i] < 8 ? 0 : 2);
            var from = (int) (drawn[i] < 8 ? drawn[i] : drawn[i] - 8) * 8;
            var sent = new int[8];
            for (var j = 0; j < 8; j++) {
                sent[j] = parameter.index(from + j);
            }
            Arrays.sort(sent);
            assertThat(Arrays.copyOfRange(numbers, 8 * i, 8 * i + 8)).containsExactly(sent);
        }
    }

    @Test
    void isTheSameForTheSameStreamAndAnotherForAnother() {
        assertThat(large("x")).isEqualTo(large("x")).isNotEqualTo(large("y"));
    }

    @Test
    void tellsACopyFromAnother() {
        assertThat(share(sketch(1, "x"), sketch(1, "x"))).isEqualTo(1);
        assertThat(share(sketch(1, "x"), sketch(900, "x"))).isBetween(0.05, 0.3);
    }

    @Test
    void hasAtMostFourKibibytes() {
        var large = GradientLayout.of(List.of(ParameterShape.matrix("a", 512, 512)), 64, 32);
        var sketch =
                ChunkSketch.of(large, Example.gradient(large, 1), Draw.of("x")).orElseThrow();
        assertThat(sketch.numbers()).hasSize(48 * 32);
        assertThat(sketch.indices()).hasSize(4096);
    }

    @Test
    void aModelOfDenseChunksHasNone() {
        var dense = GradientLayout.of(List.of(ParameterShape.vector("norm", 8)), 8, 8);
        assertThat(ChunkSketch.of(dense, Example.gradient(dense, 1), Draw.of("x")))
                .isEmpty();
    }

    private static IndexSketch large(String label) {
        return ChunkSketch.of(LARGE, Example.gradient(LARGE, 1), Draw.of(label)).orElseThrow();
    }

    private static double share(IndexSketch a, IndexSketch b) {
        var later = upload("5B", b);
        return requireNonNull(Copies.of(List.of(upload("5A", a), later), 0).get(later.hotkey()))
                .share();
    }

    private static SketchedUpload upload(String name, IndexSketch sketch) {
        return new SketchedUpload(name + "x".repeat(46), Instant.EPOCH, sketch);
    }
}
