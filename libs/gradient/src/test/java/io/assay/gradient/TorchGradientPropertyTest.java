package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.GradientReading.Accepted;
import io.assay.gradient.GradientReading.Refused;
import io.assay.gradient.torch.PickleWriter;
import io.assay.gradient.torch.ZipWriter;
import io.assay.protocol.hparams.ParameterShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random torch files, whole and broken. */
class TorchGradientPropertyTest {
    private static final byte[] VALID = file(Example.LAYOUT, Example.gradient(1));
    private static final Accepted ACCEPTED = new Accepted(
            Example.gradient(1), new GradientMetadata(1500, 7, Example.HOTKEY, 4711, TorchGradient.VERSION, null));

    @Property(tries = 300)
    void roundTrip(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @IntRange(min = 1, max = 70) int length,
            @ForAll @IntRange(min = 1, max = 64) int targetChunk,
            @ForAll @IntRange(min = 1, max = 40) int topk,
            @ForAll int seed) {
        var shapes = List.of(ParameterShape.vector("a", length), ParameterShape.matrix("b", rows, columns));
        var layout = GradientLayout.of(shapes, targetChunk, topk, 3);
        var gradient = Example.gradient(layout, seed);
        assertThat(GradientFile.read(file(layout, gradient), layout, Example.EXPECTED))
                .isEqualTo(new Accepted(gradient, ACCEPTED.metadata()));
    }

    @Property(tries = 500)
    void truncationIsRefused(@ForAll @IntRange(max = 4000) int length) {
        assertThat(read(Arrays.copyOf(VALID, length % VALID.length))).isInstanceOf(Refused.class);
    }

    @Property(tries = 10_000)
    void flippedBitNeverChangesTheGradient(@ForAll @IntRange(max = 1 << 20) int position) {
        var bytes = VALID.clone();
        var bit = position % (8 * VALID.length);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        switch (read(bytes)) {
            case Accepted accepted -> assertThat(accepted).isEqualTo(ACCEPTED);
            case Refused refused -> assertThat(refused.detail()).isNotBlank();
        }
    }

    private static GradientReading read(byte[] file) {
        return GradientFile.read(file, Example.LAYOUT, Example.EXPECTED);
    }

    private static byte[] file(GradientLayout layout, CompressedGradient gradient) {
        var pickle = PickleWriter.begin().ops("}(").text("state_dict").ops("}(");
        var zip = new ZipWriter();
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            var content = gradient.parameters().get(i);
            var shape =
                    parameter.encodedShape().stream().mapToLong(Long::longValue).toArray();
            pickle.text(parameter.name() + "idxs")
                    .tensor("ShortStorage", String.valueOf(2 * i), content.size(), 0, shape, strides(shape))
                    .text(parameter.name() + "vals")
                    .tensor("FloatStorage", String.valueOf(2 * i + 1), content.size(), 0, shape, strides(shape));
            zip.add("r/data/" + 2 * i, bytes(content.indices())).add("r/data/" + (2 * i + 1), bytes(content.values()));
        }
        pickle.text("metadata").ops("}").text("window").whole(1500).ops("su");
        pickle.text("global_step").whole(4711).ops("u");
        return zip.add("r/data.pkl", pickle.end()).bytes();
    }

    private static long[] strides(long[] shape) {
        var strides = new long[shape.length];
        var next = 1L;
        for (var axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = next;
            next *= shape[axis];
        }
        return strides;
    }

    private static byte[] bytes(short[] values) {
        var bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return bytes.array();
    }

    private static byte[] bytes(float[] values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
