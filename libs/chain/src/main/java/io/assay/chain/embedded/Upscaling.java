package io.assay.chain.embedded;

import java.util.List;

/**
 * Integers that stand for shares, as subtensor computes with them: its I32F32, numbers with 32 binary places, divided
 * without what is smaller and rounded half away from zero (epoch/math.rs).
 */
final class Upscaling {
    private static final int PLACES = 32;
    private static final long HALF = 1L << (PLACES - 1);
    private static final long FULL = 0xFFFF;
    /** A larger maximum times 65,535 would overflow, so that upstream divides first. */
    private static final long LARGEST_FACTOR = 32_768;

    private Upscaling() {}

    /**
     * Values in the scale in which the largest is 65,535 ({@code vec_u16_max_upscale_to_u16}).
     *
     * @param values u16; zeros stay zeros
     */
    static List<Integer> toMaximum(List<Integer> values) {
        var max = values.stream().mapToLong(Integer::longValue).max().orElse(0);
        return max == 0
                ? values
                : values.stream().map(value -> upscaled(value, max)).toList();
    }

    private static int upscaled(long value, long max) {
        var product = max > LARGEST_FACTOR ? value * ((FULL << PLACES) / max) : ((value * FULL) << PLACES) / max;
        return (int) ((product + HALF) >>> PLACES);
    }

    /**
     * Whether no value has a larger share of their sum than the limit ({@code check_vec_max_limited}).
     *
     * @param values u16
     * @param limit in 65,535ths
     */
    static boolean keepTo(int limit, List<Integer> values) {
        var max = values.stream().mapToLong(Integer::longValue).max().orElse(0);
        var sum = values.stream().mapToLong(Integer::longValue).sum();
        return sum == 0 || (max << PLACES) / sum <= ((long) limit << PLACES) / FULL;
    }
}
