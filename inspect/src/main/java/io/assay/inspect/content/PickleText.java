package io.assay.inspect.content;

import io.assay.gradient.torch.PickleValue;
import java.util.List;
import java.util.stream.Collectors;

/** A value of a pickle in words: a few items of each container, a few containers deep, because some hold themselves. */
final class PickleText {
    private static final int DEEPEST = 3;
    private static final int ITEMS = 6;

    private PickleText() {}

    static String of(PickleValue value) {
        return value instanceof PickleValue.Text(var text) ? text : of(value, 0);
    }

    private static String of(PickleValue value, int depth) {
        return switch (value) {
            case PickleValue.Text(var text) -> '"' + text + '"';
            case PickleValue.Whole(var number) -> Long.toString(number);
            case PickleValue.Real(var number) -> Float.toString((float) number);
            case PickleValue.Constant constant -> constant(constant);
            case PickleValue.Items items -> depth == DEEPEST ? "[...]" : "[" + items(items.items(), depth) + "]";
            case PickleValue.Dictionary dictionary ->
                "a dictionary of " + dictionary.entries().size();
            case PickleValue.Tensor tensor -> "a tensor " + tensor.shape();
            case PickleValue.Global global -> global.kind();
            case PickleValue.Storage storage -> storage.kind();
        };
    }

    private static String constant(PickleValue.Constant constant) {
        return switch (constant) {
            case TRUE -> "True";
            case FALSE -> "False";
            case NONE -> "None";
        };
    }

    private static String items(List<PickleValue> items, int depth) {
        return items.stream().limit(ITEMS).map(item -> of(item, depth + 1)).collect(Collectors.joining(", "))
                + (items.size() > ITEMS ? ", ... " + items.size() + " in all" : "");
    }
}
