package io.assay.chain.type;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a composite or of a variant.
 *
 * @param name null in a tuple struct
 * @param type id in the registry
 * @param typeName how the source calls the type ({@code T::AccountId}), where that is known
 * @param docs lines
 */
public record Field(
        @Nullable String name, int type, @Nullable String typeName, List<String> docs) {
    public Field {
        docs = List.copyOf(docs);
    }

    /** The name under which a value has this field: its own, or its position among the fields. */
    String key(int position) {
        return name == null ? Integer.toString(position) : name;
    }

    static List<String> keys(List<Field> fields) {
        return IntStream.range(0, fields.size())
                .mapToObj(i -> fields.get(i).key(i))
                .toList();
    }
}
