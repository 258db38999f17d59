package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UpscalingTest {
    /** The vectors of upstream's own test. */
    @Test
    void agreesWithUpstream() {
        assertThat(Upscaling.toMaximum(List.of())).isEmpty();
        assertThat(Upscaling.toMaximum(List.of(0))).containsExactly(0);
        assertThat(Upscaling.toMaximum(List.of(0, 0))).containsExactly(0, 0);
        assertThat(Upscaling.toMaximum(List.of(1))).containsExactly(65535);
        assertThat(Upscaling.toMaximum(List.of(0, 1))).containsExactly(0, 65535);
        assertThat(Upscaling.toMaximum(List.of(65534))).containsExactly(65535);
        assertThat(Upscaling.toMaximum(List.of(65535, 65535))).containsExactly(65535, 65535);
        assertThat(Upscaling.toMaximum(List.of(0, 1, 65534))).containsExactly(0, 1, 65535);
        assertThat(Upscaling.toMaximum(List.of(0, 1, 2, 3, 4, 65533, 65535)))
                .containsExactly(0, 1, 2, 3, 4, 65533, 65535);
    }

    /** Of 32767 · 65535 / 65534 = 32767.5 the quotient, which comes first above 32768, loses what lies below 2^-32. */
    @Test
    void roundsWhereUpstreamRounds() {
        assertThat(Upscaling.toMaximum(List.of(32768, 65534, 32767))).containsExactly(32769, 65535, 32767);
        assertThat(Upscaling.toMaximum(List.of(1, 2))).containsExactly(32768, 65535);
    }

    @Property
    void isTheRoundedShareOfTheLargest(
            @ForAll @Size(min = 1, max = 64) List<@IntRange(min = 1, max = 65535) Integer> values) {
        var max = values.stream().mapToInt(Integer::intValue).max().orElseThrow();
        var scaled = Upscaling.toMaximum(values);

        for (var i = 0; i < values.size(); i++) {
            assertThat(Math.abs(scaled.get(i) - values.get(i) * 65535.0 / max)).isLessThanOrEqualTo(0.5 + 1e-4);
        }
        assertThat(scaled).contains(65535);
    }

    /** 39321 / 65535 is 0.6. */
    @Test
    void limitHoldsForTheShareOfTheSum() {
        assertThat(Upscaling.keepTo(39321, List.of(60, 40))).isTrue();
        assertThat(Upscaling.keepTo(39321, List.of(61, 40))).isFalse();
        assertThat(Upscaling.keepTo(0, List.of(0, 0))).isTrue();
        assertThat(Upscaling.keepTo(0, List.of())).isTrue();
        assertThat(Upscaling.keepTo(0, List.of(1))).isFalse();
    }
}
