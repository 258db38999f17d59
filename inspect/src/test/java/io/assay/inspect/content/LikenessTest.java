package io.assay.inspect.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.inspect.Samples;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    // 7,248 values of the model, one bit each.
    private static final int SIGNS = 906;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | nothing: the file is empty",
                "504b0304                            | a zip, as torch.save writes one, that cannot be read",
                "504b0506                            | a zip without a record",
                "1f8b0800                            | a gzip file",
                "28b52ffd                            | a zstd file",
                "fd377a585a00                        | an xz file",
                "425a6839                            | a bzip2 file",
                "934e554d5059                        | an array of NumPy",
                "8002635f                            | a bare pickle",
                "0a203c21444f43545950452068746d6c3e  | an HTML page",
                "3c48544d4c3e                        | an HTML page",
                "3c3f786d6c20                        | an XML document",
                "3c4572726f723e                      | an XML document",
                "7b2261223a317d                      | a JSON document",
                "68656c6c6f                          | text",
                "09000000000000007b226122            | a safetensors file, that cannot be read",
                "0000000000                          | zeros",
                "0102030405                          | nothing that is known here",
            })
    void tellsFilesByTheirFirstBytes(String hex, String likeness) {
        var bytes = HexFormat.of().parseHex(hex);
        assertThat(FirstBytes.of(MemorySegment.ofArray(bytes), Samples.LAYOUT).looksLike())
                .startsWith(likeness);
    }

    @Test
    void tellsAnAggregateByItsSize() {
        var bytes = new byte[SIGNS];
        new Random(1).nextBytes(bytes);
        assertThat(looksLike(bytes)).startsWith("an aggregate");
        assertThat(looksLike(Arrays.copyOf(bytes, SIGNS - 1))).startsWith("nothing that is known");
    }

    private static String looksLike(byte[] bytes) {
        return FirstBytes.of(MemorySegment.ofArray(bytes), Samples.LAYOUT).looksLike();
    }

    @Test
    void showsTheFirstBytesAndNoMore() {
        var bytes = ("a\u001b\u0000~" + "b".repeat(600)).getBytes(StandardCharsets.US_ASCII);
        var first = FirstBytes.of(MemorySegment.ofArray(bytes), Samples.LAYOUT);
        assertThat(first.hex()).isEqualTo("611b007e" + "62".repeat(28));
        assertThat(first.text()).isEqualTo("a..~" + "b".repeat(28));
    }
}
