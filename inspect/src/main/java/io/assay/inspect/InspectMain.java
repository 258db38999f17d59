package io.assay.inspect;

import io.assay.command.UsageException;
import io.assay.inspect.command.Options;
import io.assay.inspect.file.FileInQuestion;
import io.assay.inspect.file.Network;
import io.assay.inspect.file.UnreadableFileException;
import io.assay.inspect.report.ReportJson;
import io.assay.inspect.report.ReportText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** {@code ./assay inspect}: what a gradient file holds, and what ingest would say to it. */
public final class InspectMain {
    private static final String USAGE = """
            usage: ./assay inspect FILE [--hparams FILE] [--window W] [--uid U --hotkey H] [--json]
              FILE                    what a miner uploads: a safetensors file, or one that torch.save wrote
              --hparams FILE          the network's parameters, all of them; default: the hparams.json shipped here;
                                      a localnet's are in its --data directory
              --window W              the window it must be of; default: the one it says
              --uid U --hotkey H      whose bucket it is from; default: whom it says
              --json                  for programs
            Nothing in the file is run. Of each parameter of a gradient it tells: used, how many of a chunk's places any
            chunk uses; |v|, magnitudes of the finite values; dup, indices that are twice in a chunk; out, indices
            beyond the chunk; nan, values that are not finite.
            Exits with 0 if ingest would accept the file, with 1 if it would refuse it, with 2 if it cannot be read.
            """;
    private static final int ACCEPTED = 0;
    private static final int REFUSED = 1;
    private static final int FAILED = 2;

    private InspectMain() {}

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        var shipped = Path.of(System.getProperty("assay.hparams.file", "hparams.json"));
        System.exit(run(args, shipped, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, Path shipped, PrintStream out, PrintStream err) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(USAGE);
            return ACCEPTED;
        }
        try {
            return inspect(Options.parse(words), shipped, out);
        } catch (UsageException e) {
            err.printf("assay inspect: %s%n%n%s", e.getMessage(), USAGE);
        } catch (UnreadableFileException e) {
            err.printf("assay inspect: %s%n", e.getMessage());
        } catch (RuntimeException e) {
            err.println("assay inspect: failed, nothing can be said of the file; please report this:");
            e.printStackTrace(err);
        }
        return FAILED;
    }

    private static int inspect(Options options, Path shipped, PrintStream out) {
        try (var file = FileInQuestion.open(options.file())) {
            var network = Network.read(Objects.requireNonNullElse(options.hparams(), shipped));
            var report = Inspection.of(file, network, options);
            out.print(options.json() ? ReportJson.of(report) + System.lineSeparator() : ReportText.of(report));
            return report.verdict().accepted() ? ACCEPTED : REFUSED;
        }
    }
}
