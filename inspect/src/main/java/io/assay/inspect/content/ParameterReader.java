package io.assay.inspect.content;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.ParameterLayout;
import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.Shown;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pairs the tensors of a gradient and goes through each pair, whatever faults the gradient has. */
final class ParameterReader {
    private static final Set<Dtype> INDICES = Set.of(Dtype.U16, Dtype.I16);
    private static final Set<Dtype> VALUES = Set.of(Dtype.F32, Dtype.F16, Dtype.BF16);

    private final Container container;
    private final Map<String, ParameterLayout> model = new HashMap<>();
    // Tensors of a torch file may all be views of the same elements: no more is gone through than a file can hold.
    private long bytesLeft;

    /** A reader that goes through {@code mostBytes} of elements. */
    ParameterReader(Container container, GradientLayout layout, long mostBytes) {
        this.container = container;
        this.bytesLeft = mostBytes;
        layout.parameters().forEach(parameter -> model.put(parameter.name(), parameter));
    }

    List<ParameterRow> rows() {
        return names().stream().limit(Content.MOST_ROWS).map(this::row).toList();
    }

    private Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (var tensor : container.tensors().keySet()) {
            var parameter = container.format().parameter(tensor);
            if (parameter != null) {
                names.add(parameter);
            }
        }
        return names;
    }

    private ParameterRow row(String name) {
        var indices = container.tensors().get(container.format().indices(name));
        var values = container.tensors().get(container.format().values(name));
        var fault = fault(indices, values);
        if (indices == null || values == null || fault != null) {
            return new ParameterRow(Shown.text(name), model.containsKey(name), null, fault);
        }
        try {
            return new ParameterRow(Shown.text(name), model.containsKey(name), figures(name, indices, values), null);
        } catch (IOException e) {
            return new ParameterRow(Shown.text(name), model.containsKey(name), null, e.getMessage());
        }
    }

    private static @Nullable String fault(@Nullable TensorRow indices, @Nullable TensorRow values) {
        if (indices == null || values == null) {
            return indices == null ? "has no indices" : "has no values";
        }
        if (!INDICES.contains(indices.dtype()) || !VALUES.contains(values.dtype())) {
            return "has indices of " + indices.dtype() + " and values of " + values.dtype();
        }
        if (!indices.shape().equals(values.shape())) {
            return "has indices " + indices.shape() + " and values " + values.shape();
        }
        if (indices.shape().isEmpty() || indices.elements() == 0 || values.elements() > Integer.MAX_VALUE) {
            return "has the shape " + indices.shape() + ", which is no gradient's";
        }
        return null;
    }

    private Figures figures(String name, TensorRow indices, TensorRow values) throws IOException {
        bytesLeft -=
                indices.elements() * (indices.dtype().bytes() + values.dtype().bytes());
        if (bytesLeft < 0) {
            throw new IOException("is not gone through: the tensors have more elements than the file");
        }
        var content = CompressedParameter.view(
                container.content(container.format().indices(name)),
                container.content(container.format().values(name)),
                values.dtype());
        return Figures.of(content, indices.shape().getLast().intValue(), model.get(name));
    }
}
