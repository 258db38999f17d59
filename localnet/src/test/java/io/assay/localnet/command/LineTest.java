package io.assay.localnet.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void joinsItsPartsAndLeavesEmptyOnesOut() {
        assertThat(new Line("window 3").add("loss 5").add("").add("busy 1%")).hasToString("window 3  loss 5  busy 1%");
    }

    @Test
    void goesOnBelowWithThePartThatWouldBeTooMuch() {
        var line = new Line("a".repeat(100)).add("b".repeat(18)).add("c").add("d");
        assertThat(line.toString().lines())
                .containsExactly("a".repeat(100) + "  " + "b".repeat(18), " ".repeat(13) + "c  d");
    }

    @Test
    void breaksNoPart() {
        var line = new Line("a").add("b".repeat(200)).add("c");
        assertThat(line.toString().lines())
                .containsExactly("a", " ".repeat(13) + "b".repeat(200), " ".repeat(13) + "c");
    }
}
