package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.GradientReading.Accepted;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsGradientTest {
    // 2 chunks and 3 chunks of 3: 6 and 9 coefficients.
    private static final int VECTOR_VALUES = 6 * 2 + 6 * 4 + 9 * 2;

    private final RawFile valid = RawFile.of(Example.file());

    @Test
    void acceptsWhatWasWritten() {
        assertThat(read(Example.file())).isEqualTo(new Accepted(Example.gradient(1), Example.METADATA));
    }

    @Test
    void acceptsFromPath(@TempDir Path folder) throws IOException {
        var path = Files.write(folder.resolve("gradient.safetensors"), Example.file());
        assertThat(GradientFile.read(path, Arena.ofAuto(), Example.LAYOUT, Example.EXPECTED))
                .isEqualTo(new Accepted(Example.gradient(1), Example.METADATA));
    }

    @Test
    void acceptsWithoutProbe() {
        var metadata = new GradientMetadata(1500, 7, Example.HOTKEY, 4711, "0.1.0", null);
        var file = SafetensorsGradient.write(Example.LAYOUT, Example.gradient(1), metadata);
        assertThat(read(file)).isEqualTo(new Accepted(Example.gradient(1), metadata));
    }

    @Test
    void acceptsProbeThatIsNotFinite() {
        var file = valid.replace("0.5,-1.0E-9,3.0", "nan, -inf,Infinity").bytes();
        assertThat(accepted(file).metadata().probe())
                .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void acceptsSignedIndices() {
        assertThat(accepted(valid.replace("U16", "I16").bytes()).gradient()).isEqualTo(Example.gradient(1));
    }

    @Test
    void acceptsHalfPrecision() {
        var f16 = accepted(half("F16").bytes()).gradient().parameters().getLast();
        assertThat(f16.values()).containsOnly(1.5f);
        var bf16 = accepted(half("BF16").bytes()).gradient().parameters().getLast();
        assertThat(bf16.values()).containsOnly(Float.intBitsToFloat(0x3E00 << 16));
    }

    @Test
    void acceptsExtraMetadata() {
        assertThat(accepted(valid.replace("\"uid\"", "\"format\":\"pt\",\"uid\"")
                                .bytes())
                        .metadata())
                .isEqualTo(Example.METADATA);
    }

    @Test
    void writesSameBytesAgain() {
        assertThat(Example.file()).isEqualTo(Example.file());
    }

    @Test
    void neverWritesMoreThanTheLimit() {
        assertThat((long) Example.file().length).isLessThan(Example.LAYOUT.maxFileBytes());
    }

    @Test
    void refusesToWriteAnotherModel() {
        var other =
                new CompressedGradient(List.of(Example.gradient(1).parameters().getFirst()));
        assertThatThrownBy(() -> SafetensorsGradient.write(Example.LAYOUT, other, Example.METADATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the gradient has 1 parameters, the layout 2");
    }

    @Test
    void refusesToWriteProbeTooLong() {
        var metadata = new GradientMetadata(1, 7, Example.HOTKEY, 1, "1", new float[17]);
        assertThatThrownBy(() -> SafetensorsGradient.write(Example.LAYOUT, Example.gradient(1), metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the probe has 17 values, allowed: at most 16");
    }

    private RawFile half(String dtype) {
        var data = ByteBuffer.allocate(VECTOR_VALUES + 9 * 2).order(ByteOrder.LITTLE_ENDIAN);
        data.put(valid.data(), 0, VECTOR_VALUES);
        while (data.hasRemaining()) {
            data.putShort((short) 0x3E00);
        }
        var at = valid.header().lastIndexOf("F32");
        var header = valid.header().substring(0, at) + dtype + valid.header().substring(at + 3);
        return new RawFile(header, data.array()).replace("[54,90]", "[54,72]");
    }

    private static Accepted accepted(byte[] file) {
        var reading = read(file);
        assertThat(reading).isInstanceOf(Accepted.class);
        return (Accepted) reading;
    }

    private static GradientReading read(byte[] file) {
        return GradientFile.read(file, Example.LAYOUT, Example.EXPECTED);
    }
}
