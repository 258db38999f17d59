package io.assay.inspect.content;

import org.jspecify.annotations.Nullable;

/**
 * What a file has of a parameter. Either figures or a fault is there.
 *
 * @param name fit to be printed
 * @param known whether the model has it
 * @param fault why its coefficients cannot be gone through
 */
public record ParameterRow(
        String name,
        boolean known,
        @Nullable Figures figures,
        @Nullable String fault) {}
