package io.assay.chain;

/** Integers that JSON's number model holds exactly, and that are therefore safe to sign. */
final class ExactInteger {
    private static final long LIMIT = 1L << 53;

    private ExactInteger() {}

    static long require(String field, long value) {
        if (value < 0 || value >= LIMIT) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: 0 to 2^53 - 1");
        }
        return value;
    }
}
