package io.assay.rating.core;

import java.util.Arrays;

/**
 * Sorts 64-bit keys ascending, as unsigned numbers, each with an int that goes with it: digit by digit from the lowest,
 * skipping the digits that all keys share; few keys by insertion. Equal keys keep their order. Allocates only while it
 * grows. Not for more than one thread.
 */
final class RadixSort {
    private static final int DIGIT_BITS = 8;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

    /** Up to here insertion is the faster one. */
    private static final int FEW = 64;

    private final int[] places = new int[1 << DIGIT_BITS];
    private long[] spareKeys = new long[0];
    private int[] spareValues = new int[0];

    /** Sorts {@code [from, to)} of both arrays by the keys. */
    void sort(long[] keys, int[] values, int from, int to) {
        if (to - from > FEW) {
            byDigits(keys, values, from, to);
        } else {
            byInsertion(keys, values, from, to);
        }
    }

    private static void byInsertion(long[] keys, int[] values, int from, int to) {
        for (var i = from + 1; i < to; i++) {
            var key = keys[i];
            var value = values[i];
            var at = i;
            while (at > from && Long.compareUnsigned(keys[at - 1], key) > 0) {
                keys[at] = keys[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            keys[at] = key;
            values[at] = value;
        }
    }

    private void byDigits(long[] keys, int[] values, int from, int to) {
        reserve(keys.length);
        var differing = differing(keys, from, to);
        var source = keys;
        var sourceValues = values;
        var target = spareKeys;
        var targetValues = spareValues;
        for (var shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((differing >>> shift & DIGIT_MASK) != 0) {
                countPlaces(source, from, to, shift);
                for (var i = from; i < to; i++) {
                    var place = places[(int) (source[i] >>> shift) & DIGIT_MASK]++;
                    target[place] = source[i];
                    targetValues[place] = sourceValues[i];
                }
                var read = source;
                var readValues = sourceValues;
                source = target;
                sourceValues = targetValues;
                target = read;
                targetValues = readValues;
            }
        }
        System.arraycopy(source, from, keys, from, to - from);
        System.arraycopy(sourceValues, from, values, from, to - from);
    }

    private void reserve(int length) {
        if (spareKeys.length < length) {
            spareKeys = new long[length];
            spareValues = new int[length];
        }
    }

    private static long differing(long[] keys, int from, int to) {
        var differing = 0L;
        for (var i = from; i < to; i++) {
            differing |= keys[i] ^ keys[from];
        }
        return differing;
    }

    /** Where the first key of each digit goes. */
    private void countPlaces(long[] keys, int from, int to, int shift) {
        Arrays.fill(places, 0);
        for (var i = from; i < to; i++) {
            places[(int) (keys[i] >>> shift) & DIGIT_MASK]++;
        }
        var place = from;
        for (var digit = 0; digit < places.length; digit++) {
            var count = places[digit];
            places[digit] = place;
            place += count;
        }
    }
}
