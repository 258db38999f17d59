package io.assay.protocol.hparams;

import io.assay.protocol.Checks;

/**
 * Name and shape of one parameter of the model, in Hugging Face naming.
 *
 * @param rows first axis; 0 for a vector
 * @param columns last axis
 */
public record ParameterShape(String name, int rows, int columns) {
    public ParameterShape {
        Checks.text("name", name, 200);
        Checks.within("rows", rows, 0, 1 << 24);
        Checks.within("columns", columns, 1, 1 << 24);
    }

    /** A matrix. */
    public static ParameterShape matrix(String name, int rows, int columns) {
        return new ParameterShape(name, Math.max(rows, 1), columns);
    }

    /** A vector. */
    public static ParameterShape vector(String name, int length) {
        return new ParameterShape(name, 0, length);
    }

    /** Whether it has one axis only. */
    public boolean isVector() {
        return rows == 0;
    }

    /** Number of values. */
    public long size() {
        return (long) Math.max(rows, 1) * columns;
    }
}
