package io.assay.chain.curve;

import java.math.BigInteger;
import java.util.Arrays;

/** Scalars of numbers, and their product by plain arithmetic. */
final class Scalars {
    static final BigInteger ORDER =
            new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

    private Scalars() {}

    static Scalar of(long number) {
        return Scalar.reduce(bytes(BigInteger.valueOf(number)));
    }

    /** The number modulo the order, 1 instead of 0. */
    static Scalar of(byte[] bigEndian) {
        return Scalar.reduce(bytes(reduced(bigEndian)));
    }

    static Scalar product(byte[] a, byte[] b) {
        return Scalar.reduce(bytes(reduced(a).multiply(reduced(b)).mod(ORDER)));
    }

    static byte[] bytes(BigInteger number) {
        var bytes = number.toByteArray();
        var out = new byte[Scalar.BYTES];
        var length = Math.min(bytes.length, out.length);
        System.arraycopy(bytes, bytes.length - length, out, out.length - length, length);
        return out;
    }

    private static BigInteger reduced(byte[] bigEndian) {
        return new BigInteger(1, Arrays.copyOf(bigEndian, Scalar.BYTES))
                .mod(ORDER)
                .max(BigInteger.ONE);
    }
}
