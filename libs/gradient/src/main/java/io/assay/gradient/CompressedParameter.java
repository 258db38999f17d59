package io.assay.gradient;

import java.util.Arrays;

/**
 * The coefficients sent of one parameter: chunk by chunk, k each. The arrays are not copied; nobody may change them.
 *
 * @param indices row frequency · chunk columns + column frequency, an unsigned 16-bit number
 * @param values one for each index
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of values: a list of boxes or a copy is no option.
public record CompressedParameter(short[] indices, float[] values) {
    /** @throws IllegalArgumentException if there are more of one than of the other */
    public CompressedParameter {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(
                    indices.length + " indices and " + values.length + " values, allowed: as many of each");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompressedParameter(var otherIndices, var otherValues)
                && Arrays.equals(indices, otherIndices)
                && Arrays.equals(values, otherValues);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "CompressedParameter[" + indices.length + " coefficients]";
    }
}
