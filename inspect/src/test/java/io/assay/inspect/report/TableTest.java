package io.assay.inspect.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.inspect.report.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsColumns() {
        var table = new Table(Column.left("name"), Column.right("bytes"), Column.left("place"))
                .add("a", "1,024", "8")
                .add("longer", "1", "1032");
        assertThat(table.lines()).containsExactly("name    bytes  place", "a       1,024  8", "longer      1  1032");
    }

    @Test
    void theLastCellOfAShortRowGoesOverTheRest() {
        var table = new Table(Column.left("name"), Column.right("k"), Column.right("used"))
                .add("a", "32", "3.1%")
                .add("bc", "has no values at all");
        assertThat(table.lines()).containsExactly("name   k  used", "a     32  3.1%", "bc    has no values at all");
    }

    @Test
    void theFirstColumnGivesWay() {
        var table = new Table(Column.left("name"), Column.right("k"))
                .add("begin" + "x".repeat(200) + "end", "1")
                .add("short", "y".repeat(50));
        assertThat(table.lines()).allMatch(line -> line.length() <= Lines.WIDTH);
        assertThat(table.lines().get(1))
                .startsWith("beginxxx")
                .contains("x...x")
                .contains("xend  ")
                .endsWith(" 1");
    }

    @Test
    void noLineIsLonger() {
        var table = new Table(Column.left("name"), Column.right("k")).add("z".repeat(50), "y".repeat(200));
        assertThat(table.lines().get(1)).hasSize(Lines.WIDTH).endsWith("yyy...");
    }
}
