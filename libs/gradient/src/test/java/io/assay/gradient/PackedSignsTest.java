package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedSignsTest {
    @Test
    void lowestBitIsFirst() {
        var signs = PackedSigns.fromBytes(new byte[] {(byte) 0b1000_0001, 0b10}, 10);
        assertThat(signs.size()).isEqualTo(10);
        for (var i = 0; i < 10; i++) {
            assertThat(signs.positive(i)).as("sign %d", i).isEqualTo(i == 0 || i == 7 || i == 9);
        }
    }

    @Test
    void bytesComeBack() {
        var bytes = new byte[] {-1, 3};
        var signs = PackedSigns.fromBytes(bytes, 10);
        assertThat(signs.toBytes()).isEqualTo(bytes).isNotSameAs(bytes);
        assertThat(signs)
                .isEqualTo(PackedSigns.fromBytes(bytes, 10))
                .hasSameHashCodeAs(PackedSigns.fromBytes(bytes, 10));
        assertThat(signs).isNotEqualTo(PackedSigns.fromBytes(new byte[] {-1, 1}, 10));
    }

    @Test
    void laterChangesOfTheBytesDoNotReachTheSigns() {
        var bytes = new byte[] {1};
        var signs = PackedSigns.fromBytes(bytes, 8);
        bytes[0] = 0;
        signs.toBytes()[0] = 0;
        assertThat(signs.positive(0)).isTrue();
    }

    @Test
    void refusesWrongLength() {
        assertThatThrownBy(() -> PackedSigns.fromBytes(new byte[2], 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("17 signs take 3 bytes, here are 2");
        assertThatThrownBy(() -> PackedSigns.fromBytes(new byte[2], 8)).hasMessage("8 signs take 1 bytes, here are 2");
        assertThatThrownBy(() -> PackedSigns.fromBytes(new byte[0], -1)).hasMessageContaining("size is -1");
    }

    @Test
    void refusesUnusedBits() {
        assertThatThrownBy(() -> PackedSigns.fromBytes(new byte[] {0b100}, 2))
                .hasMessage("the last byte of 2 signs has one of its upper 6 bits set, allowed: none");
    }

    @Test
    void refusesIndexBeyondTheEnd() {
        var signs = PackedSigns.fromBytes(new byte[1], 3);
        assertThatThrownBy(() -> signs.positive(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> signs.positive(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void signsOfDecodedValues() {
        var gradient = Example.gradient(3);
        var signs = PackedSigns.of(Example.LAYOUT, gradient);
        for (var i = 0; i < 2; i++) {
            var layout = Example.LAYOUT.parameters().get(i);
            var decoded = new float[layout.size()];
            var written = new float[layout.size()];
            new DctCodec().decode(layout, gradient.parameters().get(i), decoded);
            signs.write(layout, written);
            for (var j = 0; j < decoded.length; j++) {
                assertThat(written[j]).isEqualTo(decoded[j] > 0 ? 1 : -1);
                assertThat(signs.positive(layout.offset() + j)).isEqualTo(decoded[j] > 0);
            }
        }
    }

    @Test
    void zeroCountsAsNegative() {
        var layout = GradientLayout.of(List.of(ParameterShape.vector("v", 4)), 4, 1);
        var zero = new CompressedGradient(List.of(CompressedParameter.of(new short[1], new float[1])));
        assertThat(PackedSigns.of(layout, zero).toBytes()).containsExactly(0);
    }

    @Test
    void refusesGradientOfAnotherModel() {
        var other =
                new CompressedGradient(List.of(Example.gradient(1).parameters().getLast()));
        assertThatThrownBy(() -> PackedSigns.of(Example.LAYOUT, other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToWriteBeyondTheEnd() {
        var signs = PackedSigns.fromBytes(new byte[1], 8);
        var layout = Example.LAYOUT.parameters().getFirst();
        assertThatThrownBy(() -> signs.write(layout, new float[128])).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
