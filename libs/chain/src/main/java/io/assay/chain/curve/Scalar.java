package io.assay.chain.curve;

/** A number below the order of the groups, 1 or more; often a secret, so that it shows nothing of itself. */
public final class Scalar {
    /** Bytes that are reduced to a scalar. */
    public static final int BYTES = 32;

    private final supranational.blst.Scalar value;

    private Scalar(supranational.blst.Scalar value) {
        this.value = value;
    }

    /**
     * A number modulo the order.
     *
     * @param bigEndian {@value #BYTES} bytes
     * @throws IllegalArgumentException if the length is another, or nothing is left of the number
     */
    public static Scalar reduce(byte[] bigEndian) {
        if (bigEndian.length != BYTES) {
            throw new IllegalArgumentException("a scalar has " + bigEndian.length + " bytes, allowed: " + BYTES);
        }
        NativeLibrary.load();
        var value = new supranational.blst.Scalar().from_bendian(bigEndian);
        requireNotZero(value.to_bendian());
        return new Scalar(value);
    }

    supranational.blst.Scalar value() {
        return value;
    }

    private static void requireNotZero(byte[] bytes) {
        var bits = 0;
        for (var b : bytes) {
            bits |= b;
        }
        if (bits == 0) {
            throw new IllegalArgumentException("a scalar is 0 modulo the order of the groups");
        }
    }
}
