package io.assay.chain.embedded;

import java.util.Arrays;

/** Splits whole rao by shares. */
final class Emission {
    private Emission() {}

    /**
     * Shares of an amount, each rounded down; what rounding leaves goes to the largest share, the first of equals.
     *
     * @param rao 0 to 2^53
     * @param shares not negative, summing to 1 or all zero
     * @return summing exactly to {@code rao}, or all zero if no share is positive: nobody is paid what nobody earned
     */
    static long[] split(long rao, double[] shares) {
        var out = Arrays.stream(shares)
                .mapToLong(share -> (long) Math.floor(share * (double) rao))
                .toArray();
        var largest = largest(shares);
        if (largest >= 0) {
            out[largest] += rao - Arrays.stream(out).sum();
        }
        return out;
    }

    /** -1 if no share is positive. */
    private static int largest(double[] shares) {
        var largest = -1;
        for (var i = 0; i < shares.length; i++) {
            if (shares[i] > (largest < 0 ? 0 : shares[largest])) {
                largest = i;
            }
        }
        return largest;
    }
}
