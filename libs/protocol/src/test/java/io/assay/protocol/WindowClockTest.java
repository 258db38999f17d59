package io.assay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowClockTest {
    private final WindowClock clock = new WindowClock(7);

    @ParameterizedTest
    @CsvSource({"0, 0", "6, 0", "7, 1", "13, 1", "14, 2"})
    void findsTheWindowOfABlock(long block, long window) {
        assertThat(clock.windowOf(block)).isEqualTo(window);
    }

    @Test
    void closesAWindowWithTheFirstBlockAfterIt() {
        assertThat(clock.openingBlock(2)).isEqualTo(14);
        assertThat(clock.closingBlock(2)).isEqualTo(21);
    }

    @Property
    void closingBlockOpensTheNextWindow(
            @ForAll @IntRange(min = 1, max = 1_000_000) int blocks,
            @ForAll @LongRange(min = 0, max = 1L << 40) long window) {
        var any = new WindowClock(blocks);
        assertThat(any.windowOf(any.openingBlock(window))).isEqualTo(window);
        assertThat(any.windowOf(any.closingBlock(window) - 1)).isEqualTo(window);
        assertThat(any.closingBlock(window)).isEqualTo(any.openingBlock(window + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void refusesALengthOutOfRange(int blocks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowClock(blocks))
                .withMessage("blocks_per_window is " + blocks + ", allowed: [1, 1000000]");
    }

    @Test
    void refusesWhatIsBeforeTheChain() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.windowOf(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.openingBlock(-1));
    }

    @Test
    void refusesAWindowWhoseBlocksOverflow() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> clock.openingBlock(Long.MAX_VALUE / 2));
    }
}
