package io.assay.audit;

import io.assay.audit.command.Progress;
import io.assay.audit.core.Audit;
import io.assay.audit.core.ChainSummary;
import io.assay.audit.core.Difference;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.command.Arguments;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** {@code ./assay audit}: recomputes every verdict of a record from the first. */
public final class AuditMain {
    private static final String USAGE = """
            usage: ./assay audit (--data DIR | --bootstrap SERVERS [--command-config FILE] | --file EXPORT)
              --data DIR             what ./assay localnet --data was given, or a Kafka log directory; the broker may
                                     run or not
              --bootstrap SERVERS    host:port of Kafka brokers, several with commas
              --command-config FILE  properties of the Kafka client, as for TLS and SASL
              --file EXPORT          what ./assay export wrote, compressed if its name ends in .gz
            Recomputes every verdict from the one before it and its own inputs. Exits with 0 if all are equal, with 1 and
            the first difference if they are not, with 2 if the record cannot be read.
            """;
    private static final Set<String> SOURCES = Set.of(Origin.DATA, Origin.BOOTSTRAP, Origin.FILE);
    private static final Set<String> VALUED = Set.of(Origin.DATA, Origin.BOOTSTRAP, Origin.FILE, Origin.COMMAND_CONFIG);

    private final PrintStream out;
    private final PrintStream err;

    private AuditMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        Command.quietLogs();
        System.exit(run(args, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return new Command("audit", USAGE).run(args, out, err, new AuditMain(out, err)::audit);
    }

    private int audit(List<String> args) {
        var origin = Origin.of(Arguments.parse(args, VALUED, Set.of()), SOURCES);
        var audit = new Audit(this::say);
        var progress = new Progress(err, System::nanoTime);
        var passed = origin.open().read((place, json) -> {
            audit.take(place, json);
            progress.verdict(audit.window(), json.length);
        });
        passed.sentences().forEach(err::println);
        if (audit.subnets() == 0) {
            throw new UnreadableSourceException("there is no verdict in the record: has a window been settled yet?");
        }
        progress.end();
        say(audit.equal(), audit.subnets() > 1);
        return audit.allEqual() ? Command.EQUAL : Command.DIFFERENT;
    }

    private void say(Difference difference) {
        out.println(difference);
        out.println(difference.meaning());
    }

    private void say(List<ChainSummary> equal, boolean several) {
        for (var chain : equal) {
            if (chain.duplicates() > 0) {
                err.printf("subnet %d: %,d duplicate records passed over%n", chain.netuid(), chain.duplicates());
            }
            out.printf(
                    "%s%d verdicts recomputed, all equal, head %s%n",
                    several ? "subnet " + chain.netuid() + ": " : "", chain.verdicts(), chain.head());
        }
    }
}
