package io.assay.inspect.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.ParameterLayout;
import io.assay.inspect.content.Figures.IndexRange;
import io.assay.inspect.content.Figures.Magnitudes;
import io.assay.protocol.hparams.ParameterShape;
import org.junit.jupiter.api.Test;

class FiguresTest {
    // Two chunks of 2 x 4, three coefficients each.
    private static final ParameterLayout LAYOUT = new ParameterLayout(ParameterShape.matrix("p", 4, 4), 2, 4, 3, 0);

    @Test
    void countsEachChunkByItself() {
        var content = CompressedParameter.of(new short[] {0, 1, 2, 2, 3, 0}, new float[] {1, -2, 3, -4, 5, 6});
        var figures = Figures.of(content, 3, LAYOUT);
        assertThat(figures).isEqualTo(new Figures(2, 3, new Magnitudes(1, 3.5, 6), 0, 0, new IndexRange(2, 4, 0.5, 0)));
        assertThat(figures.sound()).isTrue();
    }

    @Test
    void countsFaults() {
        var content = CompressedParameter.of(
                new short[] {5, 5, 5, 8, (short) 65535, 1},
                new float[] {Float.NaN, 0, Float.NEGATIVE_INFINITY, -0.5f, 0.25f, 0.25f});
        var figures = Figures.of(content, 3, LAYOUT);
        assertThat(figures)
                .isEqualTo(new Figures(2, 3, new Magnitudes(0, 0.25, 0.5), 2, 2, new IndexRange(2, 4, 0.25, 2)));
        assertThat(figures.sound()).isFalse();
    }

    @Test
    void doesWithoutAModelAndWithoutAnyFiniteValue() {
        var content = CompressedParameter.of(new short[] {9}, new float[] {Float.NaN});
        assertThat(Figures.of(content, 1, null)).isEqualTo(new Figures(1, 1, null, 0, 1, null));
    }
}
