package io.assay.gradient;

import java.util.List;

/**
 * A compressed gradient of a whole model.
 *
 * @param parameters in the order of its {@link GradientLayout}
 */
public record CompressedGradient(List<CompressedParameter> parameters) {
    public CompressedGradient {
        parameters = List.copyOf(parameters);
    }
}
