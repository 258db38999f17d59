package io.assay.topics;

import io.assay.command.Arguments;
import io.assay.command.Table;
import io.assay.command.UsageException;
import io.assay.protocol.Topics;
import io.assay.topics.dead.DeadLetterTopic;
import io.assay.topics.dead.Grave;
import io.assay.topics.kafka.Cluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./assay dlt}: what could not be processed, and how to have it processed after all. */
public final class DeadLettersMain {
    private static final String USAGE = """
            usage: ./assay dlt list [TOPIC] [--json] [--bootstrap SERVERS] [--command-config FILE]
                   ./assay dlt show TOPIC OFFSET [--bytes N] [--bootstrap SERVERS]
                   ./assay dlt replay TOPIC (OFFSET... | --all) [--dry-run] [--again] [--anyway] [--bootstrap SERVERS]
              list                   dead letters by topic and reason: how many, how many were replayed, when, which
              show                   one of them: reason, origin, headers, content
              replay                 publishes the same bytes again, with their key and headers, to the topic they come from
              TOPIC                  as windows
              OFFSET                 of the dead letter, as list has it
              --bytes N              how much of the content is shown; default 4096, at most 8388608
              --all                  every dead letter that was not replayed
              --dry-run              says what would be done, and does nothing
              --again                what was replayed before, too
              --anyway               what would be refused again, too, and in topics that are read whole on every start
              --json                 one JSON object a line
              --bootstrap SERVERS    host:port of Kafka brokers, several with commas; default 127.0.0.1:7401, the
                                     localnet's
              --command-config FILE  properties of the Kafka client, as for TLS and SASL
            Exits with 0, with 1 if the brokers cannot be read or something was not replayed, with 2 if the command line
            cannot be used.
            """;
    private static final Set<String> VALUED = Set.of("--bytes", Cluster.BOOTSTRAP, Cluster.COMMAND_CONFIG);
    private static final Set<String> FLAGS = Set.of("--json", "--all", "--dry-run", "--again", "--anyway");
    private static final long BYTES = 4096;

    private final PrintStream out;
    private final Duration patience;

    private DeadLettersMain(PrintStream out, Duration patience) {
        this.out = out;
        this.patience = patience;
    }

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        Command.quietLogs();
        System.exit(run(args, Duration.ofSeconds(30), System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, Duration patience, PrintStream out, PrintStream err) {
        return new Command("dlt", USAGE).run(args, out, err, new DeadLettersMain(out, patience)::work);
    }

    private int work(List<String> args) {
        var arguments = Arguments.parseWithWords(args, VALUED, FLAGS);
        var cluster = Cluster.of(arguments, patience);
        var words = arguments.words();
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "list" -> list(only(arguments, "--json"), cluster);
            case "show" -> show(only(arguments, "--bytes"), cluster);
            case "replay" -> replay(only(arguments, "--all", "--dry-run", "--again", "--anyway"), cluster);
            case "" -> throw new UsageException("one of list, show, replay is needed, given: none");
            default -> throw new UsageException("there is nothing named " + words.getFirst());
        };
    }

    /** Requires that no option is given that has no meaning. */
    private static Arguments only(Arguments arguments, String... allowed) {
        for (var option : List.of("--bytes", "--json", "--all", "--dry-run", "--again", "--anyway")) {
            if (arguments.has(option) && !List.of(allowed).contains(option)) {
                throw new UsageException(option + " has no meaning here");
            }
        }
        return arguments;
    }

    private int list(Arguments arguments, Cluster cluster) {
        var words = arguments.words();
        if (words.size() > 2) {
            throw new UsageException("one TOPIC or none is needed, given: " + (words.size() - 1));
        }
        var topics = words.size() == 2 ? List.of(TopicsMain.topic(words.get(1))) : Topics.all();
        var graves = topics.stream()
                .flatMap(topic -> new DeadLetterTopic(cluster, topic).graves().stream())
                .toList();
        if (arguments.has("--json")) {
            graves.forEach(grave -> out.println(JsonMapper.shared().writeValueAsString(grave)));
        } else {
            out.print(graves.isEmpty() ? "no dead letters" + System.lineSeparator() : table(graves));
        }
        return Command.DONE;
    }

    private static String table(List<Grave> graves) {
        var table = new Table("topic", "letters", "replayed", "first", "last", "offsets", "reason");
        graves.forEach(grave -> table.row(grave.cells().toArray()));
        return table.toString();
    }

    private int show(Arguments arguments, Cluster cluster) {
        var words = arguments.words();
        if (words.size() != 3) {
            throw new UsageException("TOPIC and OFFSET are needed, given: " + (words.size() - 1) + " words");
        }
        var bytes = Objects.requireNonNullElse(arguments.number("--bytes", 0, Topics.MAX_RECORD_BYTES), BYTES);
        out.print(new DeadLetterTopic(cluster, TopicsMain.topic(words.get(1)))
                .text(words.get(2), Math.toIntExact(bytes)));
        return Command.DONE;
    }

    private int replay(Arguments arguments, Cluster cluster) {
        var words = arguments.words();
        if (words.size() < 2 || (words.size() > 2) == arguments.has("--all")) {
            throw new UsageException("TOPIC is needed, and either OFFSET or --all");
        }
        var topic = new DeadLetterTopic(cluster, TopicsMain.topic(words.get(1)));
        var all = arguments.has("--all");
        var left = topic.replay(
                all ? topic.places(arguments.has("--again")) : words.subList(2, words.size()),
                new DeadLetterTopic.Terms(
                        arguments.has("--dry-run"), arguments.has("--again"), arguments.has("--anyway")),
                out::println);
        return left == 0 ? Command.DONE : Command.FAILED;
    }
}
