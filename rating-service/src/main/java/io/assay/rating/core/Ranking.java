package io.assay.rating.core;

/**
 * The players of a match from worst to best by (score, μ, σ): an order that does not depend on the one in which they
 * are given, but for players that are equal in all three. Zeros of either sign are a tie, for the next key to break.
 * Allocates only while it grows. Not for more than one thread.
 */
final class Ranking {
    private final RadixSort sort = new RadixSort();
    private long[] keys = new long[0];
    private int[] order = new int[0];

    void rank(double[] mu, double[] sigma, double[] scores, int players) {
        reserve(players);
        for (var i = 0; i < players; i++) {
            order[i] = i;
        }
        sortBy(scores, 0, players);
        for (int from = 0, to; from < players; from = to) {
            to = endOfTie(scores, from, players);
            sortTie(mu, sigma, from, to);
        }
    }

    /** The index of the player that is k-th from the worst. */
    int player(int k) {
        return order[k];
    }

    private void sortTie(double[] mu, double[] sigma, int start, int end) {
        if (end - start > 1) {
            sortBy(mu, start, end);
            for (int from = start, to; from < end; from = to) {
                to = endOfTie(mu, from, end);
                sortBy(sigma, from, to);
            }
        }
    }

    private int endOfTie(double[] values, int from, int limit) {
        var to = from + 1;
        while (to < limit && values[order[to]] == values[order[from]]) {
            to++;
        }
        return to;
    }

    private void sortBy(double[] values, int from, int to) {
        for (var k = from; k < to; k++) {
            keys[k] = ascending(values[order[k]]);
        }
        sort.sort(keys, order, from, to);
    }

    /** The bits of a number, turned so that as unsigned integers they are in the order of the numbers, −0.0 before 0.0. */
    private static long ascending(double value) {
        var bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private void reserve(int players) {
        if (order.length < players) {
            keys = new long[players];
            order = new int[players];
        }
    }
}
