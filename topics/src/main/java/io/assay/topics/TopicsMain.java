package io.assay.topics;

import io.assay.command.Arguments;
import io.assay.command.Table;
import io.assay.command.UsageException;
import io.assay.protocol.Topics;
import io.assay.topics.event.Peer;
import io.assay.topics.event.Printable;
import io.assay.topics.event.Shown;
import io.assay.topics.kafka.Cluster;
import io.assay.topics.kafka.TopicFigures;
import io.assay.topics.kafka.TopicReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./assay topics}: the record as a person reads it. */
public final class TopicsMain {
    private static final String USAGE = """
            usage: ./assay topics [--json] [--bootstrap SERVERS] [--command-config FILE]
                   ./assay topics TOPIC [--follow] [--peer H] [--window W] [--limit N] [--json] [--bootstrap SERVERS]
              (no TOPIC)             all topics: partitions, sizes, retention
              TOPIC                  every event of it in words, one a line, the oldest first
              --follow               goes on with what comes, until Ctrl-C
              --peer H               what is said of one peer: its uid, or its hotkey or the beginning of it
              --window W             of one window
              --limit N              of what is there, the newest N only, at most 100000
              --json                 one JSON object a line, the whole event in it
              --bootstrap SERVERS    host:port of Kafka brokers, several with commas; default 127.0.0.1:7401, the
                                     localnet's
              --command-config FILE  properties of the Kafka client, as for TLS and SASL
            What is no event is shown as DAMAGED, with where it is and why. Exits with 0, with 1 if the brokers cannot be
            read, with 2 if the command line cannot be used.
            """;
    private static final Set<String> VALUED =
            Set.of("--peer", "--window", "--limit", Cluster.BOOTSTRAP, Cluster.COMMAND_CONFIG);
    private static final Set<String> FLAGS = Set.of("--follow", "--json");
    private static final int MOST = 100_000;

    private final PrintStream out;
    private final Duration patience;

    private TopicsMain(PrintStream out, Duration patience) {
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
        return new Command("topics", USAGE).run(args, out, err, new TopicsMain(out, patience)::show);
    }

    private int show(List<String> args) {
        var arguments = Arguments.parseWithWords(args, VALUED, FLAGS);
        var cluster = Cluster.of(arguments, patience);
        switch (arguments.words().size()) {
            case 0 -> list(arguments, cluster);
            case 1 -> events(arguments, cluster, topic(arguments.words().getFirst()));
            default -> throw new UsageException("one TOPIC at a time, given: " + String.join(", ", arguments.words()));
        }
        return Command.DONE;
    }

    static Topics topic(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.topic().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no topic " + Printable.text(name) + ", known: "
                        + Topics.all().stream().map(Topics::topic).collect(Collectors.joining(", "))));
    }

    private void list(Arguments arguments, Cluster cluster) {
        List.of("--follow", "--peer", "--window", "--limit").forEach(option -> {
            if (arguments.has(option)) {
                throw new UsageException(option + " goes with a TOPIC only");
            }
        });
        var figures = TopicFigures.of(cluster);
        if (arguments.has("--json")) {
            figures.forEach(each -> out.println(JsonMapper.shared().writeValueAsString(each)));
            return;
        }
        var table = new Table("topic", "partitions", "offsets", "bytes", "cleanup", "retention");
        figures.forEach(each -> table.row(
                each.topic(),
                each.partitions(),
                "%,d".formatted(each.offsets()),
                "%,d".formatted(each.bytes()),
                each.cleanup(),
                retention(each.retentionMs())));
        out.print(table);
    }

    private static String retention(String millis) {
        return millis.equals("-1")
                ? "for ever"
                : Duration.ofMillis(Long.parseLong(millis)).toDays() + " d";
    }

    private void events(Arguments arguments, Cluster cluster, Topics topic) {
        var peer = arguments.value("--peer");
        var shown = new Shown(
                peer == null ? null : new Peer(peer),
                arguments.number("--window", 0, Long.MAX_VALUE),
                arguments.has("--json"));
        var limit = arguments.number("--limit", 1, MOST);
        try (var reader = new TopicReader(cluster, topic.topic())) {
            if (limit == null) {
                reader.present(found -> say(shown, found));
            } else {
                newest(reader, shown, limit).forEach(out::println);
            }
            out.flush();
            if (arguments.has("--follow")) {
                reader.coming(
                        found -> {
                            say(shown, found);
                            return !out.checkError();
                        },
                        out::flush);
            }
        }
    }

    private void say(Shown shown, ConsumerRecord<byte[], byte[]> found) {
        shown.line(found).ifPresent(out::println);
    }

    private static Deque<String> newest(TopicReader reader, Shown shown, long limit) {
        var lines = new ArrayDeque<String>();
        reader.present(found -> shown.line(found).ifPresent(line -> {
            lines.add(line);
            if (lines.size() > limit) {
                lines.remove();
            }
        }));
        return lines;
    }
}
