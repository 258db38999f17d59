package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
    private static final long SEED = 2654435761L;

    /** The vectors of xxHash's own sanity check, over its own sequence of bytes. */
    @ParameterizedTest
    @CsvSource({
        "0, EF46DB3751D8E999, AC75FDA2929B17EF",
        "1, E934A84ADB052768, 5014607643A9B4C3",
        "14, 8282DCC4994E35C8, C3BD6BF63DEB6DF0",
        "222, B641AE8CB691C174, 20CB8AB7AE10C14A"
    })
    void agreesWithThePublishedVectors(int length, String unseeded, String seeded) {
        var bytes = sanityBytes(length);

        assertThat(XxHash64.hash(bytes, 0)).isEqualTo(Long.parseUnsignedLong(unseeded, 16));
        assertThat(XxHash64.hash(bytes, SEED)).isEqualTo(Long.parseUnsignedLong(seeded, 16));
    }

    @ParameterizedTest
    @CsvSource({"abc, 44BC2CF5AD770999", "Nobody inspects the spammish repetition, FBCEA83C8A378BF1"})
    void agreesOnTexts(String text, String hash) {
        assertThat(XxHash64.hash(text.getBytes(StandardCharsets.US_ASCII), 0))
                .isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    private static byte[] sanityBytes(int length) {
        var bytes = new byte[length];
        var generator = SEED;
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }
        return bytes;
    }
}
