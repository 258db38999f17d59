package io.assay.chain.type;

import java.util.List;

/**
 * One of the variants of a type: a call of a pallet, an event, an error, a case of an enum.
 *
 * @param fields in their order
 * @param index the byte that stands for it, 0 to 255
 * @param docs lines
 */
public record VariantType(String name, List<Field> fields, int index, List<String> docs) {
    public VariantType {
        fields = List.copyOf(fields);
        docs = List.copyOf(docs);
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("variant " + name + " has index " + index + ", allowed: 0 to 255");
        }
    }
}
