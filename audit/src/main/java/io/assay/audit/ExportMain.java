package io.assay.audit;

import io.assay.audit.command.Progress;
import io.assay.audit.core.Contents;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.audit.core.VerdictSource;
import io.assay.audit.file.ExportWriter;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./assay export}: writes a record's verdicts to a file that {@code ./assay audit --file} reads. */
public final class ExportMain {
    private static final String USAGE = """
            usage: ./assay export (--data DIR | --bootstrap SERVERS [--command-config FILE]) --out FILE [--force]
              --data DIR             what ./assay localnet --data was given, or a Kafka log directory; the broker may
                                     run or not
              --bootstrap SERVERS    host:port of Kafka brokers, several with commas
              --command-config FILE  properties of the Kafka client, as for TLS and SASL
              --out FILE             one verdict a line, as recorded; compressed if the name ends in .gz
              --force                replace FILE if it is there
            """;
    private static final Set<String> SOURCES = Set.of(Origin.DATA, Origin.BOOTSTRAP);
    private static final Set<String> VALUED = Set.of(Origin.DATA, Origin.BOOTSTRAP, Origin.COMMAND_CONFIG, "--out");

    private final PrintStream out;
    private final PrintStream err;

    private ExportMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 0, or with 2 if nothing was exported. */
    public static void main(String[] args) {
        Command.quietLogs();
        System.exit(run(args, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return new Command("export", USAGE).run(args, out, err, new ExportMain(out, err)::export);
    }

    private int export(List<String> args) {
        var arguments = Arguments.parse(args, VALUED, Set.of("--force"));
        var source = Origin.of(arguments, SOURCES).open();
        var file = Path.of(arguments.required("--out"));
        if (Files.exists(file) && !arguments.has("--force")) {
            throw new UsageException(file + " is there already: choose another name, or replace it with --force");
        }
        try (var writer = new ExportWriter(file)) {
            var contents = copy(source, writer);
            writer.finish();
            contents.subnets().forEach(subnet -> say(subnet, file));
            return Command.EQUAL;
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableSourceException(
                    "cannot write " + file + " (" + e + "): give --out a file in a"
                            + " directory that is there and has room",
                    e);
        }
    }

    private Contents copy(VerdictSource source, ExportWriter writer) {
        var contents = new Contents();
        var progress = new Progress(err, System::nanoTime);
        var passed = source.read((place, json) -> {
            contents.take(place, json);
            write(writer, json);
            progress.verdict(contents.window(), json.length);
        });
        passed.sentences().forEach(err::println);
        if (contents.subnets().isEmpty()) {
            throw new UnreadableSourceException("there is no verdict in the record: has a window been settled yet?");
        }
        progress.end();
        return contents;
    }

    private static void write(ExportWriter writer, byte[] json) {
        try {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(Contents.Subnet subnet, Path file) {
        out.printf(
                "%d verdicts of windows %d to %d of subnet %d written to %s, head %s%n",
                subnet.records(), subnet.firstWindow(), subnet.lastWindow(), subnet.netuid(), file, subnet.head());
    }
}
