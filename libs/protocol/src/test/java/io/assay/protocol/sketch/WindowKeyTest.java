package io.assay.protocol.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.IndexSketch;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WindowKeyTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String HASH = "0xfeed";

    @Test
    void whoIsToldTheKeyDrawsTheSameChunks() {
        var key = WindowKey.of(SECRET, 3, 7);
        var told = WindowKey.revealed(key.reveal());
        assertThat(told.commitment()).isEqualTo(key.commitment());
        assertThat(told.draw(HASH).distinct(48, 1000)).isEqualTo(key.draw(HASH).distinct(48, 1000));
    }

    @Test
    void everyWindowSubnetAndBlockHasItsOwn() {
        var key = WindowKey.of(SECRET, 3, 7);
        assertThat(WindowKey.of(SECRET, 3, 8).reveal()).isNotEqualTo(key.reveal());
        assertThat(WindowKey.of(SECRET, 4, 7).reveal()).isNotEqualTo(key.reveal());
        assertThat(key.draw("0xbeef").nextLong()).isNotEqualTo(key.draw(HASH).nextLong());
    }

    @Test
    void neitherTheKeyNorTheSecretIsPrinted() {
        var key = WindowKey.of(SECRET, 3, 7);
        assertThat(key.toString()).contains(key.commitment()).doesNotContain(key.reveal());
    }

    @Test
    void aSketchHasWhatWasPutIntoIt() {
        var sketch = IndexSketch.of(2, new short[] {0, (short) 65535, 255, 256});
        assertThat(sketch.numbers()).containsExactly(0, 65535, 255, 256);
        assertThat(IndexSketch.of(32, new short[IndexSketch.MAX_INDICES]).indices())
                .hasSize(4096);
    }

    @Test
    void aSketchOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> IndexSketch.of(32, new short[IndexSketch.MAX_INDICES + 32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IndexSketch.of(3, new short[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 2 k = 6");
        assertThatThrownBy(() -> new IndexSketch(1, "no Base64")).isInstanceOf(IllegalArgumentException.class);
    }
}
