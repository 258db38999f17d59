package io.assay.inspect.report;

import io.assay.inspect.content.Content;
import io.assay.inspect.content.Figures;
import io.assay.inspect.content.ParameterRow;
import io.assay.inspect.content.TensorRow;
import io.assay.inspect.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of what a container holds. */
final class ContentTables {
    private static final String UNKNOWN = "-";

    private ContentTables() {}

    /** Those that have any row, as lines. */
    static List<List<String>> of(Content.Listed listed) {
        var tables = new ArrayList<List<String>>();
        if (!listed.says().isEmpty()) {
            var says = new Table(Column.left("it says"), Column.left(""));
            listed.says().forEach(says::add);
            tables.add(says.lines());
        }
        if (!listed.tensors().isEmpty()) {
            tables.add(tensors(listed));
        }
        if (!listed.parameters().isEmpty()) {
            tables.add(parameters(listed.parameters()));
        }
        return tables;
    }

    private static List<String> tensors(Content.Listed listed) {
        var table = new Table(
                Column.left("tensor"),
                Column.left("dtype"),
                Column.left("shape"),
                Column.right("bytes"),
                Column.left("place"));
        listed.tensors().forEach(tensor -> table.add(cells(tensor)));
        var left = listed.tensorsInAll() - listed.tensors().size();
        if (left > 0) {
            table.add("... and " + left + " more");
        }
        return table.lines();
    }

    private static String[] cells(TensorRow tensor) {
        return new String[] {
            tensor.name(),
            tensor.dtype().name(),
            tensor.shape().toString(),
            tensor.bytes() == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", tensor.bytes()),
            tensor.place()
        };
    }

    private static List<String> parameters(List<ParameterRow> rows) {
        var table = new Table(
                Column.left("parameter"),
                Column.right("chunks"),
                Column.right("k"),
                Column.right("chunk"),
                Column.right("used"),
                Column.right("min|v|"),
                Column.right("mean|v|"),
                Column.right("max|v|"),
                Column.right("dup"),
                Column.right("out"),
                Column.right("nan"),
                Column.left(""));
        rows.forEach(row -> table.add(cells(row)));
        return table.lines();
    }

    private static String[] cells(ParameterRow row) {
        var figures = row.figures();
        return figures == null ? new String[] {row.name(), String.valueOf(row.fault())} : cells(row.name(), figures);
    }

    private static String[] cells(String name, Figures figures) {
        var range = figures.range();
        var values = figures.values();
        return new String[] {
            name,
            Integer.toString(figures.chunks()),
            Integer.toString(figures.k()),
            range == null ? UNKNOWN : range.rows() + "x" + range.columns(),
            range == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f%%", 100 * range.used()),
            values == null ? UNKNOWN : magnitude(values.min()),
            values == null ? UNKNOWN : magnitude(values.mean()),
            values == null ? UNKNOWN : magnitude(values.max()),
            Integer.toString(figures.duplicates()),
            range == null ? UNKNOWN : Integer.toString(range.outside()),
            Integer.toString(figures.notFinite()),
            figures.sound() ? "" : "!"
        };
    }

    private static String magnitude(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
