package io.assay.bench.endurance;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How much something has grown between the first samples and the last. */
public final class Growth {
    private static final int SAMPLES = 5;

    private Growth() {}

    /**
     * Median of the last five samples to that of the first five, in percent above it.
     *
     * @param samples at least one
     */
    public static double percent(List<Vitals> samples, ToDoubleFunction<Vitals> figure) {
        var values = samples.stream().mapToDouble(figure).boxed().toList();
        var count = Math.min(SAMPLES, values.size());
        var before = median(values.subList(0, count));
        var after = median(values.subList(values.size() - count, values.size()));
        return 100 * (after / before - 1);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
