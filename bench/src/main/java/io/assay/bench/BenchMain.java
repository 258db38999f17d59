package io.assay.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./assay bench [NAME]}: runs the benchmarks of that name, or all. */
public final class BenchMain {
    private static final List<Benchmark> ALL = List.of(
            new LocalnetBenchmark(),
            new RatingBenchmark(),
            new GradientBenchmark(),
            new IngestBenchmark(),
            new EvaluationBenchmark());

    private BenchMain() {}

    /** Exits with 2 when there is no benchmark of that name, with 1 when one fails. */
    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var chosen = ALL.stream()
                .filter(benchmark -> args.length == 0 || benchmark.name().equals(args[0]))
                .toList();
        if (chosen.isEmpty()) {
            out.println("assay bench: there is no benchmark " + args[0] + "; known: "
                    + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        System.exit(succeed(chosen, out) ? 0 : 1);
    }

    /** What a benchmark that fails has started may go on in threads of its own: the process is ended all the same. */
    private static boolean succeed(List<Benchmark> chosen, PrintStream out) {
        for (var benchmark : chosen) {
            try {
                benchmark.run(new Figures(out, benchmark.name()));
            } catch (Exception e) {
                out.println("assay bench: " + benchmark.name() + " failed: " + e);
                return false;
            }
        }
        return true;
    }
}
