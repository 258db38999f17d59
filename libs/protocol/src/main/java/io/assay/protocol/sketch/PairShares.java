package io.assay.protocol.sketch;

import io.assay.protocol.event.IndexSketch;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What one upload has in common with each of the others of its window. */
final class PairShares {
    private final double[] shares;
    private final double[] ascending;

    /** NaN where there is nothing to compare, itself among them. */
    private PairShares(double[] shares) {
        this.shares = shares;
        ascending = Arrays.stream(shares)
                .filter(share -> !Double.isNaN(share))
                .sorted()
                .toArray();
    }

    /** Of each upload, in the order of these. */
    static List<PairShares> of(List<SketchedUpload> uploads) {
        var sketches = uploads.stream().map(SketchedUpload::sketch).toList();
        var indices = sketches.stream().map(IndexSketch::numbers).toList();
        var matrix = new double[uploads.size()][uploads.size()];
        for (var i = 0; i < matrix.length; i++) {
            matrix[i][i] = Double.NaN;
            for (var j = 0; j < i; j++) {
                var comparable =
                        sketches.get(i).k() == sketches.get(j).k() && indices.get(i).length == indices.get(j).length;
                matrix[i][j] = comparable
                        ? share(indices.get(i), indices.get(j), sketches.get(i).k())
                        : Double.NaN;
                matrix[j][i] = matrix[i][j];
            }
        }
        return Arrays.stream(matrix).map(PairShares::new).toList();
    }

    /** Empty where there is nothing to compare. */
    OptionalDouble with(int other) {
        return Double.isNaN(shares[other]) ? OptionalDouble.empty() : OptionalDouble.of(shares[other]);
    }

    /** The lower median of what it has in common with the others but this one; 0 without others. */
    double usualBeside(int other) {
        var count = ascending.length - 1;
        if (count < 1) {
            return 0;
        }
        var left = Arrays.binarySearch(ascending, shares[other]);
        var middle = (count - 1) / 2;
        return ascending[middle < left ? middle : middle + 1];
    }

    private static double share(int[] a, int[] b, int k) {
        return (double) IntStream.iterate(0, chunk -> chunk < a.length, chunk -> chunk + k)
                        .map(chunk -> shared(a, b, chunk, chunk + k))
                        .sum()
                / a.length;
    }

    private static int shared(int[] a, int[] b, int from, int to) {
        var shared = 0;
        var j = from;
        for (var i = from; i < to; i++) {
            while (j < to && b[j] < a[i]) {
                j++;
            }
            shared += j < to && b[j] == a[i] ? 1 : 0;
        }
        return shared;
    }
}
