package io.assay.bench;

import io.assay.command.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./assay bench [NAME [OPTION...]]}: runs the benchmarks of that name, or all. */
public final class BenchMain {
    private static final List<Benchmark> ALL = List.of(
            new LocalnetBenchmark(),
            new RatingBenchmark(),
            new GradientBenchmark(),
            new IngestBenchmark(),
            new EvaluationBenchmark(),
            new EnduranceBenchmark(),
            new RollingBenchmark());

    private BenchMain() {}

    /** Exits with 2 when there is no benchmark of that name or an option cannot be followed, with 1 when one fails. */
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
        var options = List.of(args).subList(Math.min(1, args.length), args.length);
        System.exit(status(chosen, options, out));
    }

    /** What a benchmark that fails has started may go on in threads of its own: the process is ended all the same. */
    private static int status(List<Benchmark> chosen, List<String> options, PrintStream out) {
        for (var benchmark : chosen) {
            try {
                benchmark.run(new Figures(out, benchmark.name()), options);
            } catch (UsageException e) {
                out.println("assay bench: " + benchmark.name() + ": " + e.getMessage());
                return 2;
            } catch (Exception e) {
                out.println("assay bench: " + benchmark.name() + " failed: " + e);
                return 1;
            }
        }
        return 0;
    }
}
