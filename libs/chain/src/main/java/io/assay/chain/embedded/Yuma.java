package io.assay.chain.embedded;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Yuma consensus of one epoch, as subtensor's {@code epoch_mechanism} computes it without liquid alpha and with a bonds
 * penalty of 1. With n neurons, S the validators' stake summing to 1 and W their weights, each row summing to 1 or zero:
 *
 * <ul>
 *   <li>consensus C_j: the largest w such that validators with at least κ of the stake give j w or more;
 *   <li>clipped weights W̄_ij = min(W_ij, C_j), validator trust their row sums;
 *   <li>incentive I_j = Σ_i S_i W̄_ij, normalised;
 *   <li>bonds B = α ΔB + (1 - α) B_before, ΔB and B_before the column-normalised S_i W̄_ij and bonds of the epoch before;
 *       columns of B normalised again;
 *   <li>dividends D_i = Σ_j B_ij I_j, normalised.
 * </ul>
 *
 * <p>A pure function; all vectors have n elements, all matrices n rows of n.
 */
final class Yuma {
    /** Share of the stake that a weight needs behind it: subtensor's kappa of 32,767. */
    static final double KAPPA = 32_767 / 65_535.0;

    /** Share of the newest bonds in their moving average: subtensor's bonds_moving_average of 900,000. */
    static final double BOND_ALPHA = 0.1;

    private final double[] consensus;
    private final double[] validatorTrust;
    private final double[] incentive;
    private final double[][] bonds;
    private final double[] dividends;

    /**
     * Runs an epoch. The arguments stay as they are.
     *
     * @param stake zero for those without a say, in any scale
     * @param weights row i what i gives to others, in any scale
     * @param bondsBefore row i what i holds of others, columns in any scale; zero in the first epoch
     */
    Yuma(double[] stake, double[][] weights, double[][] bondsBefore) {
        var normalStake = normalised(stake);
        var normalWeights = Arrays.stream(weights).map(Yuma::normalised).toArray(double[][]::new);
        consensus = IntStream.range(0, stake.length)
                .mapToDouble(j -> stakeWeightedMedian(normalStake, column(normalWeights, j)))
                .toArray();
        var clipped = clipped(normalWeights);
        validatorTrust = Arrays.stream(clipped)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        var support = support(normalStake, clipped);
        incentive = normalised(columnSums(support));
        bonds = movingAverage(columnsNormalised(support), columnsNormalised(bondsBefore));
        dividends = normalised(products(bonds, incentive));
    }

    double[] consensus() {
        return consensus.clone();
    }

    double[] validatorTrust() {
        return validatorTrust.clone();
    }

    double[] incentive() {
        return incentive.clone();
    }

    double[][] bonds() {
        return Arrays.stream(bonds).map(double[]::clone).toArray(double[][]::new);
    }

    double[] dividends() {
        return dividends.clone();
    }

    private double[][] clipped(double[][] weights) {
        return Arrays.stream(weights)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> Math.min(row[j], consensus[j]))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** S_i W̄_ij. */
    private static double[][] support(double[] stake, double[][] clipped) {
        return IntStream.range(0, stake.length)
                .mapToObj(i -> Arrays.stream(clipped[i]).map(w -> stake[i] * w).toArray())
                .toArray(double[][]::new);
    }

    private static double stakeWeightedMedian(double[] stake, double[] weight) {
        var heaviestFirst = IntStream.range(0, stake.length)
                .filter(i -> stake[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> weight[i]).reversed())
                .toList();
        var behind = 0.0;
        for (var i : heaviestFirst) {
            behind += stake[i];
            if (behind >= KAPPA) {
                return weight[i];
            }
        }
        return 0;
    }

    private static double[][] movingAverage(double[][] newest, double[][] before) {
        var out = new double[newest.length][newest.length];
        for (var i = 0; i < newest.length; i++) {
            for (var j = 0; j < newest.length; j++) {
                out[i][j] = BOND_ALPHA * newest[i][j] + (1 - BOND_ALPHA) * before[i][j];
            }
        }
        return columnsNormalised(out);
    }

    private static double[] column(double[][] matrix, int j) {
        return Arrays.stream(matrix).mapToDouble(row -> row[j]).toArray();
    }

    private static double[] columnSums(double[][] matrix) {
        return IntStream.range(0, matrix.length)
                .mapToDouble(j -> Arrays.stream(column(matrix, j)).sum())
                .toArray();
    }

    private static double[][] columnsNormalised(double[][] matrix) {
        var sums = columnSums(matrix);
        return Arrays.stream(matrix)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> sums[j] > 0 ? row[j] / sums[j] : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] products(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> IntStream.range(0, vector.length)
                        .mapToDouble(j -> row[j] * vector[j])
                        .sum())
                .toArray();
    }

    /** Divided by its sum; zeros stay zeros. */
    static double[] normalised(double[] vector) {
        var sum = Arrays.stream(vector).sum();
        return Arrays.stream(vector).map(x -> sum > 0 ? x / sum : 0).toArray();
    }
}
