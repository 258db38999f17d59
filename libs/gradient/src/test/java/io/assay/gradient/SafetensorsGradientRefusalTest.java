package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.assay.gradient.GradientReading.Accepted;
import io.assay.gradient.GradientReading.Refused;
import io.assay.protocol.event.RejectReason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsGradientRefusalTest {
    // 2 chunks and 3 chunks of 3: 6 and 9 coefficients.
    private static final int MATRIX_VALUES = 6 * 2;
    private static final int VECTOR_INDICES = MATRIX_VALUES + 6 * 4;
    private static final int VECTOR_VALUES = VECTOR_INDICES + 9 * 2;

    private final RawFile valid = RawFile.of(Example.file());

    @Test
    void refusesEmptyFile() {
        refuses(new byte[0], RejectReason.TRUNCATED, "the file has 0 bytes, too few for a safetensors header");
    }

    @Test
    void refusesEmptyPath(@TempDir Path folder) throws IOException {
        var path = Files.createFile(folder.resolve("empty"));
        assertThat(GradientFile.read(path, Arena.ofAuto(), Example.LAYOUT, Example.EXPECTED))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::reason)
                .isEqualTo(RejectReason.TRUNCATED);
    }

    @Test
    void refusesOtherFormat() {
        var numpy = Arrays.copyOf(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 0x76, 0}, 200);
        refuses(numpy, RejectReason.WRONG_MAGIC, "byte 8 is not '{': this is no safetensors file");
    }

    @Test
    void refusesTruncatedData() {
        var data = Arrays.copyOf(valid.data(), valid.data().length - 1);
        refuses(valid.withData(data).bytes(), RejectReason.TRUNCATED, "promises 90 bytes of data, the file has 89");
    }

    @Test
    void refusesHeaderBeyondLimit() {
        refuses(valid.bytes(Long.MAX_VALUE), RejectReason.HEADER_TOO_LARGE, "claims 9223372036854775807 bytes");
        refuses(valid.bytes(-1), RejectReason.HEADER_TOO_LARGE, "claims 18446744073709551615 bytes");
    }

    @Test
    void refusesHeaderThatIsNoJson() {
        refuses(valid.replace("\"U16\"", "U16").bytes(), RejectReason.HEADER_MALFORMED, "the header is no valid JSON");
    }

    @Test
    void refusesDeepNesting() {
        var deep = valid.replace("\"1500\"", "[".repeat(65) + "]".repeat(65));
        refuses(deep.bytes(), RejectReason.NESTED_TOO_DEEP, "the header nests deeper than 64");
    }

    @Test
    void refusesFileTooLarge() {
        var limit = (int) Example.LAYOUT.maxFileBytes();
        refuses(
                new byte[limit + 1],
                RejectReason.TOO_LARGE,
                "the file has " + (limit + 1) + " bytes, allowed: " + limit);
    }

    @Test
    void refusesPathTooLarge(@TempDir Path folder) throws IOException {
        var limit = (int) Example.LAYOUT.maxFileBytes();
        var path = Files.write(folder.resolve("large"), new byte[limit + 1]);
        assertThat(GradientFile.read(path, Arena.ofAuto(), Example.LAYOUT, Example.EXPECTED))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::reason)
                .isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void refusesUnknownParameter() {
        var extra = valid.replace(
                "\"norm.weight.idxs\"",
                "\"evil\\u001b[2J.idxs\":{\"dtype\":\"U16\",\"shape\":[0],\"data_offsets\":[36,36]},\"norm.weight.idxs\"");
        refuses(extra.bytes(), RejectReason.UNKNOWN_PARAMETER, "evil?[2J.idxs: the model has no such parameter");
    }

    @Test
    void refusesMissingParameter() {
        var without = valid.header().substring(0, valid.header().indexOf(",\"norm.weight.idxs\"")) + "}";
        var file = new RawFile(without, Arrays.copyOf(valid.data(), VECTOR_INDICES));
        refuses(file.bytes(), RejectReason.MISSING_PARAMETER, "norm.weight: the file has neither");
    }

    @Test
    void refusesIndicesWithoutValues() {
        var without = valid.header().substring(0, valid.header().indexOf(",\"norm.weight.vals\"")) + "}";
        var file = new RawFile(without, Arrays.copyOf(valid.data(), VECTOR_VALUES));
        refuses(file.bytes(), RejectReason.UNPAIRED_TENSOR, "norm.weight: the file has only norm.weight.idxs of it");
    }

    @Test
    void refusesValuesWithoutIndices() {
        var renamed = valid.replace("norm.weight.idxs", "other.idxs");
        refuses(renamed.bytes(), RejectReason.UNPAIRED_TENSOR, "norm.weight: the file has only norm.weight.vals of it");
    }

    @Test
    void refusesWrongDtype() {
        refuses(
                valid.replace("U16", "F16").bytes(),
                RejectReason.WRONG_DTYPE,
                "layer.weight.idxs is F16, allowed: U16 or I16");
        refuses(
                valid.replace("F32", "I32").bytes(),
                RejectReason.WRONG_DTYPE,
                "layer.weight.vals is I32, allowed: F32, F16 or BF16");
        refuses(valid.replace("U16", "F4").bytes(), RejectReason.WRONG_DTYPE, "has the unknown dtype F4");
    }

    @Test
    void refusesWrongShape() {
        refuses(
                valid.replace("[2,1,3]", "[1,2,3]").bytes(),
                RejectReason.WRONG_SHAPE,
                "layer.weight.idxs has the shape [1, 2, 3], expected: [2, 1, 3]");
        refuses(valid.replace("[2,1,3]", "[2,3]").bytes(), RejectReason.WRONG_SHAPE, "layer.weight.idxs");
    }

    @Test
    void refusesWrongK() {
        var layout = GradientLayout.of(
                Example.LAYOUT.parameters().stream().map(ParameterLayout::shape).toList(), 8, 4, 16);
        var file = SafetensorsGradient.write(layout, Example.gradient(layout, 1), Example.METADATA);
        refuses(file, RejectReason.WRONG_K, "layer.weight.idxs has the shape [2, 1, 4], expected: [2, 1, 3]");
    }

    @Test
    void refusesIndexOutOfRange() {
        refuses(
                withShort(VECTOR_INDICES + 2 * 3, 5),
                RejectReason.INDEX_OUT_OF_RANGE,
                "norm.weight: index 5 at chunk 1 is outside 0..4");
        refuses(
                withShort(0, 64),
                RejectReason.INDEX_OUT_OF_RANGE,
                "layer.weight: index 64 at chunk 0 is outside 0..63");
        refuses(withShort(0, -1), RejectReason.INDEX_OUT_OF_RANGE, "index 65535 at chunk 0");
    }

    @Test
    void refusesDuplicateIndex() {
        var first = ByteBuffer.wrap(valid.data()).order(ByteOrder.LITTLE_ENDIAN).getShort(6);
        refuses(
                withShort(8, first),
                RejectReason.DUPLICATE_INDEX,
                "layer.weight: index " + first + " at chunk 1 is there twice");
    }

    @Test
    void refusesValueNotFinite() {
        refuses(
                withFloat(VECTOR_VALUES + 8 * 4, Float.NaN),
                RejectReason.VALUE_NOT_FINITE,
                "norm.weight: value NaN at chunk 2 is not finite");
        refuses(
                withFloat(MATRIX_VALUES, Float.NEGATIVE_INFINITY),
                RejectReason.VALUE_NOT_FINITE,
                "layer.weight: value -Infinity at chunk 0 is not finite");
    }

    @Test
    void refusesAllValuesZero() {
        var data = valid.data().clone();
        Arrays.fill(data, MATRIX_VALUES, VECTOR_INDICES, (byte) 0);
        assertThat(read(valid.withData(data).bytes())).isInstanceOf(Accepted.class);
        Arrays.fill(data, VECTOR_VALUES, data.length, (byte) 0);
        data[data.length - 1] = (byte) 0x80;
        refuses(valid.withData(data).bytes(), RejectReason.ALL_VALUES_ZERO, "all values of the gradient are zero");
    }

    @Test
    void refusesMissingMetadata() {
        refuses(valid.replace("global_step", "step").bytes(), RejectReason.METADATA_MISSING, "has no global_step");
    }

    @Test
    void refusesOtherWindow() {
        refuses(
                valid.replace("\"1500\"", "\"1499\"").bytes(),
                RejectReason.WRONG_WINDOW,
                "metadata window is 1499, expected: 1500");
    }

    @Test
    void refusesOtherOwner() {
        refuses(
                valid.replace("\"uid\":\"7\"", "\"uid\":\"8\"").bytes(),
                RejectReason.WRONG_OWNER,
                "metadata uid is 8, expected: 7");
        refuses(valid.replace("\"5Grwva", "\"5Grwvb").bytes(), RejectReason.WRONG_OWNER, "metadata hotkey is 5Grwvb");
    }

    @Test
    void refusesUnreadableMetadata() {
        refuses(
                valid.replace("\"1500\"", "\"-1\"").bytes(),
                RejectReason.HEADER_MALFORMED,
                "metadata window is \"-1\"");
        refuses(valid.replace("\"4711\"", "4711").bytes(), RejectReason.HEADER_MALFORMED, "__metadata__.global_step");
        refuses(valid.replace("\"0.1.0\"", "\" \"").bytes(), RejectReason.HEADER_MALFORMED, "metadata version is");
    }

    @Test
    void refusesUnreadableProbe() {
        refuses(valid.replace("0.5,", "0x1p3,").bytes(), RejectReason.HEADER_MALFORMED, "metadata probe is \"0x1p3\"");
        refuses(valid.replace("0.5,", ",").bytes(), RejectReason.HEADER_MALFORMED, "metadata probe is \"\"");
    }

    @Test
    void refusesProbeTooLong() {
        refuses(
                valid.replace("0.5,", "1,".repeat(15)).bytes(),
                RejectReason.HEADER_MALFORMED,
                "metadata probe is \"17 values\", allowed: at most 16");
    }

    private byte[] withShort(int at, int value) {
        var data = valid.data().clone();
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return valid.withData(data).bytes();
    }

    private byte[] withFloat(int at, float value) {
        var data = valid.data().clone();
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
        return valid.withData(data).bytes();
    }

    private static void refuses(byte[] file, RejectReason reason, String detail) {
        assertThat(read(file)).asInstanceOf(type(Refused.class)).satisfies(refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
            assertThat(refused.detail()).contains(detail).hasSizeLessThanOrEqualTo(1000);
        });
    }

    private static GradientReading read(byte[] file) {
        return GradientFile.read(file, Example.LAYOUT, Example.EXPECTED);
    }
}
