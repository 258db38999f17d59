package io.assay.bench;

import io.assay.bench.evaluation.EvaluationTiming;
import io.assay.bench.evaluation.ModelSize;
import io.assay.command.UsageException;
import io.assay.localnet.part.Logs;
import io.assay.model.Precision;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The evaluation service beside bare forward passes, beside upstream's procedure, and with two workers. */
final class EvaluationBenchmark implements Benchmark {
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "evaluation";
    }

    @Override
    public void run(Figures figures, List<String> options) throws Exception {
        var chosen = Stream.of(ModelSize.values())
                .filter(size -> options.isEmpty() || options.contains(size.title()))
                .toList();
        if (options.size() > 1 || chosen.isEmpty()) {
            var known = Stream.of(ModelSize.values()).map(ModelSize::title).collect(Collectors.joining(", "));
            throw new UsageException("options are " + options + ", allowed: none, or one of " + known);
        }
        measure(figures, chosen);
    }

    @Override
    public void run(Figures figures) throws Exception {
        run(figures, List.of());
    }

    private static void measure(Figures figures, List<ModelSize> sizes) throws Exception {
        var directory = Files.createTempDirectory("assay-bench-evaluation-");
        Logs.to(directory);
        try {
            for (var size : sizes) {
                var exact = measure(figures, new EvaluationTiming(directory, size, Precision.FP32));
                var half = measure(figures, new EvaluationTiming(directory, size, Precision.BF16));
                figures.print("bf16_ratio_" + size.title(), exact.seconds() / half.seconds(), "x");
                figures.print("score_fp32_" + size.title(), exact.meanScore(), "nats/nat");
                figures.print("bf16_score_difference_" + size.title(), exact.scoreDifference(half), "nats/nat");
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private static EvaluationTiming.Taken measure(Figures figures, EvaluationTiming timing) throws Exception {
        var taken = timing.run();
        var name = "_" + timing.size().title() + "_" + timing.precision().name().toLowerCase(Locale.ROOT);
        figures.print("bare" + name, taken.bareTokensASecond(), "tokens/s");
        figures.print("service" + name, taken.tokensASecond(), "tokens/s");
        figures.print("bare_seconds" + name, taken.bareSeconds(), "s/gradient");
        figures.print("service_seconds" + name, taken.seconds(), "s/gradient");
        figures.print("device_seconds" + name, taken.deviceSeconds(), "s/gradient");
        figures.print("forward_efficiency" + name, taken.bareSeconds() / taken.seconds(), "x");
        figures.print("upstream" + name, taken.upstreamSeconds(), "s");
        figures.print("upstream_ratio" + name, taken.upstreamSeconds() / taken.seconds(), "x");
        figures.print("two_workers" + name, taken.seconds() / taken.secondsWithTwoWorkers(), "x");
        figures.print("peak_memory" + name, taken.peakMemory() / MEGA, "MB");
        figures.print("two_sets" + name, taken.twoSets() / MEGA, "MB");
        return taken;
    }
}
