package io.assay.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts, each column as wide as its widest. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table of this first row; every other row has as many cells. */
    public Table(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row. */
    public void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Object::toString).toList());
    }

    /** One line a row, with its end. */
    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + System.lineSeparator();
    }
}
