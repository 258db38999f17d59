package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageHasherTest {
    private static final String ABC = "616263";

    /** BLAKE2b and twox of "abc" as polkadot.js computes them. */
    @ParameterizedTest
    @CsvSource({
        "BLAKE2_128, cf4ab791c62b8d2b2109c90275287816, ''",
        "BLAKE2_256, bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319, ''",
        "BLAKE2_128_CONCAT, cf4ab791c62b8d2b2109c90275287816, 616263",
        "TWOX_128, 990977adf52cbc440889329981caa9be, ''",
        "TWOX_256, 990977adf52cbc440889329981caa9bef7da5770b2b8a05303b75d95360dd62b, ''",
        "TWOX_64_CONCAT, 990977adf52cbc44, 616263",
        "IDENTITY, '', 616263"
    })
    void hashesAndKeepsTheKeyOrNot(StorageHasher hasher, String hash, String key) {
        var part = hasher.apply("abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(part)).isEqualTo(hash + key);
        assertThat(hasher.hashBytes()).isEqualTo(hash.length() / 2);
        assertThat(hasher.keepsKey()).isEqualTo(key.equals(ABC));
    }
}
