package io.assay.fuzz;

import io.assay.command.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code ./assay fuzz}: looks for files and messages that make a reader do anything but accept or refuse. */
public final class FuzzMain {
    private static final String USAGE = """
            usage: ./assay fuzz [TARGET...] [--seconds N | --runs N | --merge] [--corpus DIR] [--work DIR]
              TARGET       safetensors, header, torch, pickle, debug, rpc, metadata,
                           storage, extrinsic; without one: all
              --seconds N  for all targets together; the default is 60
              --runs N     inputs, for all targets together
              --merge      do not fuzz: add to the corpus what earlier runs found and reaches code that it does not
              --corpus DIR inputs to begin with, a folder for each target; the default is fuzz/corpus
              --work DIR   where findings, logs and new inputs go; the default is fuzz/target/fuzzing
            """;
    private static final int NOTHING_FOUND = 0;
    private static final int FOUND = 1;
    private static final int FAILED = 2;
    private static final double NANOS = 1e9;

    private final Options options;
    private final PrintStream out;
    private final PrintStream err;

    private FuzzMain(Options options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Exits with 0 if nothing was found, 1 if something was, 2 if it could not be done. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
        if (args.contains("--help")) {
            out.print(USAGE);
            return NOTHING_FOUND;
        }
        try {
            return new FuzzMain(Options.parse(args), out, err).fuzz();
        } catch (UsageException e) {
            err.printf("assay fuzz: %s%n%n%s", e.getMessage(), USAGE);
        } catch (IOException e) {
            err.printf("assay fuzz: %s%n", e.getMessage());
        }
        return FAILED;
    }

    private int fuzz() throws IOException, InterruptedException {
        var inputs = 0L;
        var found = false;
        for (var target : options.targets()) {
            var began = System.nanoTime();
            var result = campaign(target).run(share());
            say(target, result, (System.nanoTime() - began) / NANOS);
            inputs += result.inputs();
            found |= !result.findings().isEmpty();
        }
        if (options.limit() instanceof Options.Limit.Merge) {
            out.println("the corpus reaches what was found: look at it and commit it");
            return NOTHING_FOUND;
        }
        out.printf(Locale.ROOT, "%,d inputs in all, %s%n", inputs, found ? "something was found" : "nothing found");
        return found ? FOUND : NOTHING_FOUND;
    }

    private Campaign campaign(Target target) {
        return new Campaign(
                target.word(),
                target.entry().getName(),
                options.corpus().resolve(target.word()).toAbsolutePath(),
                options.work().toAbsolutePath(),
                err);
    }

    private Options.Limit share() {
        var targets = options.targets().size();
        return switch (options.limit()) {
            case Options.Limit.Seconds(var total) -> new Options.Limit.Seconds(Math.ceilDiv(total, targets));
            case Options.Limit.Runs(var total) -> new Options.Limit.Runs(Math.ceilDiv(total, targets));
            case Options.Limit.Merge merge -> merge;
        };
    }

    private void say(Target target, Campaign.Result result, double seconds) {
        out.printf(
                Locale.ROOT,
                "%-12s %,12d inputs in %,.0f s, %,d edges of code reached%n",
                target.word(),
                result.inputs(),
                seconds,
                result.coverage());
        for (var line : result.findings()) {
            out.println("  " + line);
        }
        if (!result.findings().isEmpty()) {
            out.println("  the input and the trace are in " + options.work() + "; put the input into "
                    + options.corpus().resolve(target.word()) + " when it is fixed");
        }
    }
}
