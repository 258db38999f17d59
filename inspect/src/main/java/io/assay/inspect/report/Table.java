package io.assay.inspect.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, each column as wide as it needs; where a line would be too long, the first column gives way. */
final class Table {
    private static final String GAP = "  ";
    private static final String CUT = "...";
    private static final int LEAST = 24;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::heading).toList());
    }

    /** A column; numbers are to the right. */
    record Column(String heading, boolean toTheRight) {
        static Column left(String heading) {
            return new Column(heading, false);
        }

        static Column right(String heading) {
            return new Column(heading, true);
        }
    }

    /** Adds a row. If it has fewer cells than there are columns, its last goes over all that are left. */
    Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, the heading first, of at most {@link Lines#WIDTH} columns. */
    List<String> lines() {
        var widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths() {
        var widths = new int[columns.size()];
        var inAll = -GAP.length();
        for (var i = 0; i < widths.length; i++) {
            for (var row : rows) {
                if (i < row.size() && !spans(row, i)) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            }
            inAll += widths[i] + GAP.length();
        }
        widths[0] = Math.min(widths[0], Math.max(LEAST, widths[0] + Lines.WIDTH - inAll));
        return widths;
    }

    private boolean spans(List<String> row, int i) {
        return i == row.size() - 1 && row.size() < columns.size();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : GAP);
            if (spans(row, i)) {
                line.append(row.get(i));
            } else {
                line.append(cell(i == 0 ? shortened(row.get(0), widths[0]) : row.get(i), i, widths[i]));
            }
        }
        return cut(line.toString().stripTrailing());
    }

    private String cell(String text, int column, int width) {
        var padding = " ".repeat(width - text.length());
        return columns.get(column).toTheRight() ? padding + text : text + padding;
    }

    private static String cut(String line) {
        return line.length() <= Lines.WIDTH ? line : line.substring(0, Lines.WIDTH - CUT.length()) + CUT;
    }

    /** Cut in the middle: how a name ends tells as much as how it begins. */
    private static String shortened(String name, int width) {
        if (name.length() <= width) {
            return name;
        }
        var begin = (width - CUT.length()) / 2;
        return name.substring(0, begin) + CUT + name.substring(name.length() - (width - CUT.length() - begin));
    }
}
