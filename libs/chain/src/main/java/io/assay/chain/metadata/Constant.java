package io.assay.chain.metadata;

import io.assay.chain.type.ScaleValue;
import java.util.List;

/**
 * A constant of a pallet.
 *
 * @param value encoded
 * @param docs lines
 */
public record Constant(String name, int type, ScaleValue.Bytes value, List<String> docs) {
    public Constant {
        docs = List.copyOf(docs);
    }
}
