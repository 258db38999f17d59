package io.assay.bench;

import io.assay.bench.evaluation.EvaluationTiming;
import io.assay.bench.evaluation.ModelSize;
import io.assay.command.UsageException;
import io.assay.localnet.part.Logs;
import io.assay.model.Precision;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The evaluation service beside bare forward passes, beside upstream's procedure, and with two workers. */
final class EvaluationBenchmark implements Benchmark {
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "evaluation";
    }

    @Override
    public void run(Figures figures, List<String> options) throws Exception {
        var rest = new ArrayList<>(options);
        var sizes = chosen(rest, ModelSize.values(), ModelSize::title);
        var precisions = chosen(rest, Precision.values(), EvaluationBenchmark::name);
        if (!rest.isEmpty()) {
            throw new UsageException("options are %s, allowed: one of %s, one of %s, both or none"
                    .formatted(
                            options,
                            names(ModelSize.values(), ModelSize::title),
                            names(Precision.values(), EvaluationBenchmark::name)));
        }
        measure(figures, sizes, precisions);
    }

    /** The one that is named, which is taken out of the options, or all. */
    private static <T> List<T> chosen(List<String> options, T[] all, Function<T, String> name) {
        return Stream.of(all)
                .filter(one -> options.remove(name.apply(one)))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> List.of(all));
    }

    private static <T> String names(T[] all, Function<T, String> name) {
        return Stream.of(all).map(name).collect(Collectors.joining(", "));
    }

    private static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void run(Figures figures) throws Exception {
        run(figures, List.of());
    }

    private static void measure(Figures figures, List<ModelSize> sizes, List<Precision> precisions) throws Exception {
        var directory = Files.createTempDirectory("assay-bench-evaluation-");
        Logs.to(directory);
        try {
            for (var size : sizes) {
                var taken = new EnumMap<Precision, EvaluationTiming.Taken>(Precision.class);
                for (var precision : precisions) {
                    taken.put(precision, measure(figures, new EvaluationTiming(directory, size, precision)));
                }
                compare(figures, size.title(), taken.get(Precision.FP32), taken.get(Precision.BF16));
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private static void compare(
            Figures figures,
            String size,
            EvaluationTiming.@Nullable Taken exact,
            EvaluationTiming.@Nullable Taken half) {
        if (exact != null && half != null) {
            figures.print("bf16_ratio_" + size, exact.seconds() / half.seconds(), "x");
            figures.print("score_fp32_" + size, exact.meanScore(), "nats/nat");
            figures.print("bf16_score_difference_" + size, exact.scoreDifference(half), "nats/nat");
        }
    }

    private static EvaluationTiming.Taken measure(Figures figures, EvaluationTiming timing) throws Exception {
        var taken = timing.run();
        var name = "_" + timing.size().title() + "_" + name(timing.precision());
        figures.print("bare" + name, taken.bareTokensASecond(), "tokens/s");
        figures.print("service" + name, taken.tokensASecond(), "tokens/s");
        figures.print("bare_seconds" + name, taken.bareSeconds(), "s/gradient");
        figures.print("service_seconds" + name, taken.seconds(), "s/gradient");
        figures.print("device_seconds" + name, taken.deviceSeconds(), "s/gradient");
        figures.print("forward_efficiency" + name, taken.bareSeconds() / taken.seconds(), "x");
        figures.print("upstream" + name, taken.upstreamSeconds(), "s");
        figures.print("upstream_ratio" + name, taken.upstreamSeconds() / taken.seconds(), "x");
        figures.print("upstream_with_our_forward" + name, taken.sameForwardSeconds(), "s");
        figures.print("upstream_with_our_forward_ratio" + name, taken.sameForwardSeconds() / taken.seconds(), "x");
        figures.print("two_workers" + name, taken.seconds() / taken.secondsWithTwoWorkers(), "x");
        figures.print("peak_memory" + name, taken.peakMemory() / MEGA, "MB");
        figures.print("two_sets" + name, taken.twoSets() / MEGA, "MB");
        return taken;
    }
}
