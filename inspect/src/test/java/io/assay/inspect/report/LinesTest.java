package io.assay.inspect.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void putsASentenceAfterItsLabel() {
        assertThat(new Lines().add("verdict", "accepted").gap().block(List.of("a  b")))
                .hasToString("verdict   accepted\n\n\na  b\n");
    }

    @Test
    void breaksBeforeTheWordThatDoesNotFit() {
        var lines = new Lines()
                .add("remedy", "x".repeat(100) + " fits here not-here")
                .toString();
        assertThat(lines).isEqualTo("remedy    " + "x".repeat(100) + " fits here\n          not-here\n");
    }

    @Test
    void breaksAWordThatNoLineTakes() {
        var lines = new Lines().add("file", "y".repeat(250)).toString().lines().toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.length() <= Lines.WIDTH);
        assertThat(lines.stream()
                        .mapToLong(line -> line.chars().filter(c -> c == 'y').count())
                        .sum())
                .isEqualTo(250);
    }
}
