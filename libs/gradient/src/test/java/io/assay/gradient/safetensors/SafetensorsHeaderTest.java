package io.assay.gradient.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.gradient.RawFile;
import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsHeaderTest {
    private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}";

    @Test
    void parsesHeader() throws Exception {
        var header = parse("{\"__metadata__\":{\"x\":\"y\"}," + A + ",\"s\":" + tensor("U8", "", 8, 9) + "} ", 9);
        assertThat(header.metadata()).containsExactly(Map.entry("x", "y"));
        assertThat(header.tensors()).containsOnlyKeys("a", "s");
        assertThat(header.tensors().get("a")).isEqualTo(new StoredTensor(TensorEntry.of("a", Dtype.F32, 2, 1), 0, 8));
        assertThat(header.tensors().get("s")).isEqualTo(new StoredTensor(TensorEntry.of("s", Dtype.U8), 8, 9));
    }

    @Test
    void ordersTensorsByTheirData() throws Exception {
        var header = parse("{\"b\":" + tensor("U8", "3", 8, 11) + "," + A + "}", 11);
        assertThat(header.tensors().keySet()).containsExactly("a", "b");
    }

    @Test
    void acceptsEmptyTensors() throws Exception {
        var header = parse("{" + A + ",\"e\":" + tensor("F64", "0,5", 0, 0) + "}", 8);
        assertThat(header.tensors().keySet()).containsExactly("e", "a");
    }

    @Test
    void refusesDuplicateTensor() {
        refuses("{" + A + "," + A + "}", 8, Fault.MALFORMED, "Duplicate");
    }

    @Test
    void refusesDuplicateMetadata() {
        refuses("{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"}," + A + "}", 8, Fault.MALFORMED, "Duplicate");
        refuses("{\"__metadata__\":{},\"__metadata__\":{}," + A + "}", 8, Fault.MALFORMED, "Duplicate");
    }

    @Test
    void refusesDuplicateMember() {
        refuses("{" + A.replace("\"dtype\"", "\"dtype\":\"F32\",\"dtype\"") + "}", 8, Fault.MALFORMED, "Duplicate");
    }

    @Test
    void refusesGap() {
        refuses("{" + A + ",\"b\":" + tensor("U8", "1", 9, 10) + "}", 10, Fault.MALFORMED, "b begins at 9, allowed: 8");
        refuses("{\"b\":" + tensor("U8", "1", 1, 2) + "}", 2, Fault.MALFORMED, "b begins at 1, allowed: 0");
    }

    @Test
    void refusesOverlap() {
        refuses("{" + A + ",\"b\":" + tensor("U8", "8", 0, 8) + "}", 8, Fault.MALFORMED, "begins at 0, allowed: 8");
        refuses("{" + A + ",\"b\":" + tensor("U8", "4", 7, 11) + "}", 11, Fault.MALFORMED, "begins at 7, allowed: 8");
    }

    @Test
    void refusesDataThatBelongsToNoTensor() {
        refuses("{" + A + "}", 9, Fault.MALFORMED, "the last 1 bytes belong to no tensor");
    }

    @Test
    void refusesMissingData() {
        refuses("{" + A + "}", 7, Fault.TRUNCATED, "promises 8 bytes of data, the file has 7");
    }

    @Test
    void refusesOffsetsThatDisagreeWithTheShape() {
        refuses(
                "{\"b\":" + tensor("U8", "3", 0, 2) + "}",
                2,
                Fault.MALFORMED,
                "b has 2 bytes, its shape [3] of U8 needs 3");
        refuses("{\"b\":" + tensor("U8", "3", 5, 2) + "}", 2, Fault.MALFORMED, "b begins at 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4611686018427387904,4611686018427387904",
                "9223372036854775807,2",
                "4294967296,4294967296",
                "9223372036854775807,9223372036854775807,0"
            })
    void refusesShapeThatOverflows(String shape) {
        refuses("{\"b\":" + tensor("F32", shape, 0, 0) + "}", 0, Fault.MALFORMED, "fewer than 2^63 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e3", "9223372036854775808", "\"1\"", "null", "[1]", "1,1,1,1,1,1,1,1,1"})
    void refusesShape(String shape) {
        assertFault("{\"b\":" + tensor("U8", shape, 0, 1) + "}", 1, Fault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}x",
                "{}{}",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"a\":1}",
                "{\"a\"}",
                "{,}",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1,2]}}",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1],\"more\":1}}",
                "{\"\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}",
                "{\"__metadata__\":{\"a\":1}}",
                "{\"__metadata__\":[]}",
                "{'a':1}",
                "{/**/}"
            })
    void refusesHeader(String json) {
        assertFault(json, 1, Fault.MALFORMED);
    }

    @Test
    void refusesUnknownDtype() {
        refuses("{\"b\":" + tensor("C64", "1", 0, 1) + "}", 1, Fault.WRONG_DTYPE, "b has the unknown dtype C64");
    }

    @Test
    void refusesNameTooLong() {
        var name = "n".repeat(TensorEntry.MAX_NAME + 1);
        assertFault("{\"" + name + "\":" + tensor("U8", "1", 0, 1) + "}", 1, Fault.MALFORMED);
    }

    @Test
    void refusesDeepNesting() {
        refuses("{\"a\":" + "{\"a\":".repeat(100_000), 0, Fault.NESTED_TOO_DEEP, "deeper than 64");
    }

    @Test
    void refusesInvalidUtf8() {
        var file = new RawFile("{\"é\":0}", new byte[0]).bytes();
        file[10] = (byte) 0xFF;
        assertThatThrownBy(() -> SafetensorsHeader.parse(MemorySegment.ofArray(file), 100))
                .hasMessage("the header is not UTF-8");
    }

    @Test
    void refusesHeaderBeyondTheFile() {
        var file = new RawFile("{}", new byte[0]).bytes(3);
        assertThatThrownBy(() -> SafetensorsHeader.parse(MemorySegment.ofArray(file), 100))
                .hasMessage("the header claims 3 bytes, the file ends after 2");
    }

    private static String tensor(String dtype, String shape, long begin, long end) {
        return "{\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + begin + "," + end + "]}";
    }

    private static SafetensorsHeader parse(String json, int dataBytes) throws MalformedSafetensorsException {
        var file = new RawFile(json, new byte[dataBytes]).bytes();
        return SafetensorsHeader.parse(MemorySegment.ofArray(file), 1 << 20);
    }

    private static void assertFault(String json, int dataBytes, Fault fault) {
        refuses(json, dataBytes, fault, "");
    }

    private static void refuses(String json, int dataBytes, Fault fault, String message) {
        assertThatThrownBy(() -> parse(json, dataBytes))
                .isInstanceOfSatisfying(
                        MalformedSafetensorsException.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault))
                .hasMessageContaining(message);
    }
}
