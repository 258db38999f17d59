package io.assay.inspect.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a container is written as, and how a gradient's tensors are called in it. */
public enum Format {
    /** Header and data. */
    SAFETENSORS(".idxs", ".vals"),
    /** A zip around a pickle, as {@code torch.save} writes it. */
    TORCH("idxs", "vals");

    private final String indices;
    private final String values;

    Format(String indices, String values) {
        this.indices = indices;
        this.values = values;
    }

    /** The word for programs. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the tensor of a parameter's indices is called. */
    String indices(String parameter) {
        return parameter + indices;
    }

    /** What the tensor of a parameter's values is called. */
    String values(String parameter) {
        return parameter + values;
    }

    /** Whose indices or values the tensor of that name is; null if it is called like neither. */
    @Nullable
    String parameter(String tensor) {
        return tensor.endsWith(indices) || tensor.endsWith(values)
                ? tensor.substring(0, tensor.length() - indices.length())
                : null;
    }
}
