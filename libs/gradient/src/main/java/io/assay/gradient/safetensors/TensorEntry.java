package io.assay.gradient.safetensors;

import java.util.Arrays;
import java.util.List;

/**
 * What a file says of one tensor.
 *
 * @param name at most {@value #MAX_NAME} characters, not empty
 * @param shape lengths of its axes, outermost first, each ≥ 0; at most {@value #MAX_RANK}; empty for a scalar
 */
public record TensorEntry(String name, Dtype dtype, List<Long> shape) {
    /** Longest name. */
    public static final int MAX_NAME = 512;

    /** Most axes. */
    public static final int MAX_RANK = 8;

    /**
     * @throws IllegalArgumentException if the name or rank is out of bounds, an axis is negative, or the tensor has
     *     2^63 bytes or more
     */
    public TensorEntry {
        shape = List.copyOf(shape);
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a tensor's name has " + name.length() + " characters, allowed: 1.." + MAX_NAME);
        }
        if (shape.size() > MAX_RANK) {
            throw new IllegalArgumentException(name + " has " + shape.size() + " axes, allowed: at most " + MAX_RANK);
        }
        bytes(name, dtype, shape);
    }

    /** A tensor of the given axes. */
    public static TensorEntry of(String name, Dtype dtype, long... shape) {
        return new TensorEntry(name, dtype, Arrays.stream(shape).boxed().toList());
    }

    /** Bytes of its content. */
    public long byteSize() {
        return bytes(name, dtype, shape);
    }

    /** Number of its elements; 1 for a scalar. */
    public long elements() {
        return byteSize() / dtype.bytes();
    }

    private static long bytes(String name, Dtype dtype, List<Long> shape) {
        long bytes = dtype.bytes();
        for (long axis : shape) {
            if (axis < 0 || (axis > 0 && bytes > Long.MAX_VALUE / axis)) {
                throw new IllegalArgumentException(name + " has the shape " + shape
                        + ", allowed: axes >= 0 and fewer than 2^63 bytes of " + dtype);
            }
            bytes *= axis;
        }
        return bytes;
    }
}
