package io.assay.chain.type;

import java.util.List;

/**
 * A type as metadata describe it.
 *
 * @param path module and name ({@code sp_runtime, DispatchError}); empty for a type without a name
 * @param parameters of a generic type
 * @param docs lines
 */
public record PortableType(List<String> path, List<TypeParameter> parameters, TypeShape shape, List<String> docs) {
    public PortableType {
        path = List.copyOf(path);
        parameters = List.copyOf(parameters);
        docs = List.copyOf(docs);
    }

    /** The last part of the path, or nothing. */
    public String name() {
        return path.isEmpty() ? "" : path.getLast();
    }
}
