package io.assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class WeightQuantisationTest {
    @Test
    void scalesTheLargestToTheFullRange() {
        assertThat(WeightQuantisation.quantise(Map.of(7, 0.5, 2, 0.25, 9, 0.125)))
                .containsExactly(new WeightTarget(2, 32768), new WeightTarget(7, 65535), new WeightTarget(9, 16384));
    }

    /** 65535 · 0.5 = 32767.5 goes up to the even 32768, 65535 · 0.1 = 6553.5 up to 6554, 65535 · 0.3 = 19660.5 down to 19660. */
    @Test
    void roundsHalfToEven() {
        assertThat(WeightQuantisation.quantise(Map.of(0, 10.0, 1, 5.0, 2, 1.0, 3, 3.0)))
                .containsExactly(
                        new WeightTarget(0, 65535),
                        new WeightTarget(1, 32768),
                        new WeightTarget(2, 6554),
                        new WeightTarget(3, 19660));
    }

    @Test
    void dropsZerosAndWhatRoundsToZero() {
        assertThat(WeightQuantisation.quantise(Map.of(0, 1.0, 1, 0.0, 2, 1e-6)))
                .containsExactly(new WeightTarget(0, 65535));
    }

    @Test
    void hasNothingForNothing() {
        assertThat(WeightQuantisation.quantise(Map.of())).isEmpty();
        assertThat(WeightQuantisation.quantise(Map.of(1, 0.0))).isEmpty();
    }

    @Test
    void refusesNegativeAndNotFiniteShares() {
        for (var share : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> WeightQuantisation.quantise(Map.of(4, share)))
                    .hasMessageContaining("share of uid 4 is " + share);
        }
    }

    @Property
    void keepsOrderAndRange(
            @ForAll @NotEmpty Map<@IntRange(max = 65535) Integer, @DoubleRange(min = 0.01, max = 1e5) Double> shares) {
        var targets = WeightQuantisation.quantise(shares);

        assertThat(targets).isSortedAccordingTo(Comparator.comparingInt(WeightTarget::uid));
        assertThat(targets).extracting(WeightTarget::value).contains(65535).allMatch(value -> value > 0);
        assertThat(targets)
                .allSatisfy(target -> assertThat(targets)
                        .filteredOn(
                                other -> shares.getOrDefault(other.uid(), 0.0) > shares.getOrDefault(target.uid(), 0.0))
                        .allMatch(other -> other.value() >= target.value()));
    }
}
