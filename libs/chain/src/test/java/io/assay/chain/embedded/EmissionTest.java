package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EmissionTest {
    @Test
    void givesWhatRoundingLeavesToTheLargestShare() {
        assertThat(Emission.split(10, new double[] {0.25, 0.45, 0.3})).containsExactly(2, 5, 3);
    }

    @Test
    void givesItToTheFirstOfEquals() {
        assertThat(Emission.split(11, new double[] {0.5, 0.5})).containsExactly(6, 5);
    }

    @Test
    void paysNothingWhereNobodyEarned() {
        assertThat(Emission.split(10, new double[3])).containsOnly(0);
    }

    @Property
    void losesNothing(
            @ForAll @LongRange(min = 0, max = 1L << 53) long rao,
            @ForAll @Size(min = 1, max = 64) List<@DoubleRange(min = 0.01, max = 1) Double> raw) {
        var sum = raw.stream().mapToDouble(Double::doubleValue).sum();
        var split = Emission.split(rao, raw.stream().mapToDouble(x -> x / sum).toArray());

        assertThat(Arrays.stream(split).sum()).isEqualTo(rao);
    }
}
