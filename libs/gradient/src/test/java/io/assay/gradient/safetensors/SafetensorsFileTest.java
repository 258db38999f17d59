package io.assay.gradient.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    private static final TensorEntry MATRIX = TensorEntry.of("model.norm \"ü\"", Dtype.F32, 300, 100);
    private static final TensorEntry SCALAR = TensorEntry.of("step", Dtype.F32);

    @TempDir
    private Path folder;

    @Test
    void readsWhatWasWritten() throws IOException {
        var values = new float[30_000];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        try (var file = SafetensorsFile.open(write(values))) {
            assertThat(file.header().metadata()).isEqualTo(Map.of("window", "7"));
            assertThat(file.header().tensors()).containsOnlyKeys(MATRIX.name(), "step");
            assertThat(file.floats(MATRIX.name(), 300, 100)).isEqualTo(values);
            assertThat(file.floats("step")).containsExactly(0.5f);
        }
    }

    @Test
    void readsIntoLongerArray() throws IOException {
        var longer = new float[] {9, 9};
        try (var file = SafetensorsFile.open(write(new float[30_000]))) {
            file.floatsInto(longer, "step");
        }
        assertThat(longer).containsExactly(0.5f, 9);
    }

    @Test
    void widensHalvesExactly() throws IOException {
        var halves = List.of(
                TensorEntry.of("bf16", Dtype.BF16, 2, 2),
                TensorEntry.of("f16", Dtype.F16, 4),
                TensorEntry.of("f32", Dtype.F32, 1),
                TensorEntry.of("i16", Dtype.I16, 1));
        var path = folder.resolve("halves");
        try (var out = Files.newOutputStream(path)) {
            SafetensorsWriter.write(out, Map.of(), halves, (tensor, sink) -> {
                switch (tensor.dtype()) {
                    case BF16 -> sink.shorts(new short[] {0x3f80, (short) 0xbfc0, 1, 0x7f7f});
                    case F16 -> sink.shorts(new short[] {0x3c00, (short) 0xbe00, 1, 0x7bff});
                    case F32 -> sink.floats(new float[] {0.1f});
                    default -> sink.shorts(new short[1]);
                }
            });
        }
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.widened("bf16", 2, 2)).containsExactly(1, -1.5f, 0x1p-133f, 0x1.fep127f);
            assertThat(file.widened("f16", 4)).containsExactly(1, -1.5f, 0x1p-24f, 65504);
            assertThat(file.widened("f32", 1)).containsExactly(0.1f);
            assertThatThrownBy(() -> file.widened("i16", 1)).hasMessage("i16 is I16, allowed: F32, BF16, F16");
            assertThatThrownBy(() -> file.widened("f16", 2, 2)).hasMessageContaining("f16 has the shape [4]");
            assertThatThrownBy(() -> file.widened("none", 1)).hasMessage("none is missing");
        }
    }

    @Test
    void headerIsPaddedToEightBytes() throws IOException {
        var file = SafetensorsFile.open(write(new float[30_000]));
        try (file) {
            assertThat(file.header().dataStart() % 8).isZero();
        }
        file.close();
    }

    @Test
    void writesNoMetadataWhereThereIsNone() throws IOException {
        var out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, Map.of(), List.of(), (tensor, sink) -> sink.floats(new float[0]));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\u0008\0\0\0\0\0\0\0{}      ");
    }

    @Test
    void refusesMissingTensor() throws IOException {
        refuses("other", new long[0], Fault.MISSING_TENSOR, "other is missing");
    }

    @Test
    void refusesOtherShape() throws IOException {
        refuses("step", new long[] {1}, Fault.WRONG_SHAPE, "step has the shape [], expected: [1]");
    }

    @Test
    void refusesOtherDtype() throws IOException {
        var path = folder.resolve("half");
        try (var out = Files.newOutputStream(path)) {
            SafetensorsWriter.write(
                    out,
                    Map.of(),
                    List.of(TensorEntry.of("h", Dtype.F16, 1)),
                    (tensor, sink) -> sink.shorts(new short[1]));
        }
        try (var file = SafetensorsFile.open(path)) {
            assertThatThrownBy(() -> file.floats("h", 1)).hasMessage("h is F16, allowed: F32");
        }
    }

    @Test
    void refusesHeaderBeyondLimit() throws IOException {
        var path = write(new float[30_000]);
        assertThatThrownBy(() -> SafetensorsFile.open(path, 20).close())
                .isInstanceOfSatisfying(
                        MalformedSafetensorsException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.HEADER_TOO_LARGE));
    }

    @Test
    void tellsOfMissingFile() {
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none")).close())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesContentOfOtherLength() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> SafetensorsWriter.write(
                        out, Map.of(), List.of(SCALAR), (tensor, sink) -> sink.floats(new float[2])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step got 8 bytes of content, needed: 4");
    }

    @Test
    void refusesNameTwice() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> SafetensorsWriter.write(
                        out, Map.of(), List.of(SCALAR, SCALAR), (tensor, sink) -> sink.floats(new float[1])))
                .hasMessage("the name step is taken already");
        var reserved = List.of(TensorEntry.of("__metadata__", Dtype.U8));
        assertThatThrownBy(() -> SafetensorsWriter.write(out, Map.of(), reserved, (tensor, sink) -> {}))
                .hasMessage("the name __metadata__ is taken already");
        assertThat(out.size()).isZero();
    }

    private void refuses(String name, long[] shape, Fault fault, String message) throws IOException {
        try (var file = SafetensorsFile.open(write(new float[30_000]))) {
            assertThatThrownBy(() -> file.floats(name, shape))
                    .isInstanceOfSatisfying(
                            MalformedSafetensorsException.class,
                            e -> assertThat(e.fault()).isEqualTo(fault))
                    .hasMessage(message);
        }
    }

    private Path write(float[] matrix) throws IOException {
        var path = folder.resolve("model.safetensors");
        try (var out = Files.newOutputStream(path)) {
            SafetensorsWriter.write(out, Map.of("window", "7"), List.of(MATRIX, SCALAR), (tensor, sink) -> {
                if (tensor.equals(MATRIX)) {
                    sink.floats(matrix, 0, 1);
                    sink.floats(matrix, 1, matrix.length);
                } else {
                    sink.floats(new float[] {0.5f});
                }
            });
        }
        return path;
    }
}
