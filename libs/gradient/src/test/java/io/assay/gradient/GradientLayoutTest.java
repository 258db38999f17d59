package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientLayoutTest {
    @Test
    void parametersFollowOneAnother() {
        var parameters = Example.LAYOUT.parameters();
        assertThat(parameters).extracting(ParameterLayout::name).containsExactly("layer.weight", "norm.weight");
        assertThat(parameters).extracting(ParameterLayout::offset).containsExactly(0L, 128L);
        assertThat(Example.LAYOUT.parameterCount()).isEqualTo(143);
    }

    @Test
    void matrixIsCutIntoChunks() {
        var matrix = ParameterLayout.of(ParameterShape.matrix("m", 96, 160), 64, 32, 0);
        assertThat(matrix.chunkRows()).isEqualTo(48);
        assertThat(matrix.chunkColumns()).isEqualTo(40);
        assertThat(matrix.chunks()).isEqualTo(8);
        assertThat(matrix.encodedShape()).containsExactly(2L, 4L, 32L);
    }

    @Test
    void vectorIsCutIntoChunksOfOneRow() {
        var vector = ParameterLayout.of(ParameterShape.vector("v", 1000), 64, 32, 0);
        assertThat(vector.chunkRows()).isEqualTo(1);
        assertThat(vector.chunkColumns()).isEqualTo(50);
        assertThat(vector.encodedShape()).containsExactly(20L, 32L);
    }

    @Test
    void matrixOfOneRowKeepsItsAxis() {
        var row = ParameterLayout.of(ParameterShape.matrix("m", 1, 6), 3, 2, 0);
        assertThat(row.encodedShape()).containsExactly(1L, 2L, 2L);
    }

    @Test
    void kIsClampedToTheChunk() {
        assertThat(ParameterLayout.of(ParameterShape.vector("v", 5), 64, 32, 0).k())
                .isEqualTo(5);
    }

    @Test
    void refusesParameterBeyondAnArray() {
        var shape = ParameterShape.matrix("huge", 1 << 20, 1 << 16);
        assertThatThrownBy(() -> ParameterLayout.of(shape, 64, 32, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("huge: values is 68719476736, allowed: at most 2147483639");
    }

    @Test
    void refusesChunksThatDoNotTile() {
        var shape = ParameterShape.matrix("m", 6, 4);
        assertThatThrownBy(() -> new ParameterLayout(shape, 4, 4, 1, 0)).hasMessageContaining("a divisor of 6");
        assertThatThrownBy(() -> new ParameterLayout(shape, 3, 3, 1, 0)).hasMessageContaining("a divisor of 4");
        assertThatThrownBy(() -> new ParameterLayout(shape, 3, 4, 13, 0)).hasMessageContaining("1..12");
    }

    @Test
    void refusesSameNameTwice() {
        var twice = List.of(ParameterShape.vector("v", 4), ParameterShape.vector("v", 4));
        assertThatThrownBy(() -> GradientLayout.of(twice, 4, 1)).hasMessageContaining("a name that is not yet taken");
    }

    @Test
    void refusesGap() {
        var late = ParameterLayout.of(ParameterShape.vector("v", 4), 4, 1, 8);
        assertThatThrownBy(() -> new GradientLayout(List.of(late), 1)).hasMessageContaining("offset is 8, allowed: 0");
    }

    @Test
    void sizeLimitIsNearTheValidFile() {
        var shapes = List.of(ParameterShape.matrix("model.embed_tokens.weight", 32_000, 2048));
        var layout = GradientLayout.of(shapes, 64, 32, 256);
        var content = 32_000L * 2048 / 4096 * 32 * 6;
        assertThat(layout.maxFileBytes()).isBetween(content, content * 12 / 10);
    }
}
