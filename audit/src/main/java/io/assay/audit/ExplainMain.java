package io.assay.audit;

import io.assay.audit.api.ExplanationRequest;
import io.assay.audit.command.Progress;
import io.assay.audit.core.AskedWindow;
import io.assay.audit.core.UnreadableSourceException;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import io.assay.rating.core.Explanation;
import io.assay.rating.core.ExplanationText;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./assay explain}: why a peer has its weight. */
public final class ExplainMain {
    private static final String USAGE = """
            usage: ./assay explain HOTKEY [--window W] [--netuid N] [--json] [SOURCE]
              HOTKEY                 the peer; of a record also the only beginning of its hotkey, or its uid
              --window W             the window after which it is asked for, else the newest
              --netuid N             the subnet, where there are several
              --json                 for programs
            SOURCE is a running rating service, or a record as ./assay audit reads it:
              --api URL              the service; this is the default, at http://127.0.0.1:7413
              --data DIR             what ./assay localnet --data was given, or a Kafka log directory
              --bootstrap SERVERS    host:port of Kafka brokers; --command-config FILE as for audit
              --file EXPORT          what ./assay export wrote
            """;
    private static final String API = "--api";
    private static final String DEFAULT_API = "http://127.0.0.1:7413";
    private static final Set<String> RECORDS = Set.of(Origin.DATA, Origin.BOOTSTRAP, Origin.FILE);
    private static final Set<String> VALUED =
            Set.of(API, Origin.DATA, Origin.BOOTSTRAP, Origin.FILE, Origin.COMMAND_CONFIG, "--window", "--netuid");
    private static final Set<String> FLAGS = Set.of("--json");
    private static final int LONGEST = 64;

    private final PrintStream out;
    private final PrintStream err;

    private ExplainMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 0, or with 2 when there is nothing to explain. */
    public static void main(String[] args) {
        Command.quietLogs();
        System.exit(run(args, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return new Command("explain", USAGE).run(args, out, err, new ExplainMain(out, err)::explain);
    }

    private int explain(List<String> args) {
        var options = new ArrayList<String>();
        var peer = peer(args, options);
        var arguments = Arguments.parse(options, VALUED, FLAGS);
        var netuid = number(arguments, "--netuid", 65_535);
        var window = number(arguments, "--window", Long.MAX_VALUE);
        var subnet = netuid == null ? null : (Integer) netuid.intValue();
        out.print(
                RECORDS.stream().anyMatch(arguments::has)
                        ? fromRecord(arguments, peer, subnet, window)
                        : new ExplanationRequest(peer, subnet, window, arguments.has("--json")).ask(api(arguments)));
        if (arguments.has("--json")) {
            out.println();
        }
        return Command.EQUAL;
    }

    /** The word that is no option and no option's value; the others are left in {@code options}. */
    private static String peer(List<String> args, List<String> options) {
        String peer = null;
        for (var i = 0; i < args.size(); i++) {
            var word = args.get(i);
            var isValue = i > 0 && VALUED.contains(args.get(i - 1));
            if (word.startsWith("--") || isValue) {
                options.add(word);
            } else if (peer == null) {
                peer = word;
            } else {
                throw new UsageException("one peer at a time: " + peer + " or " + word);
            }
        }
        if (peer == null || peer.length() > LONGEST || !peer.chars().allMatch(Character::isLetterOrDigit)) {
            throw new UsageException("name the peer by its hotkey: letters and digits, at most " + LONGEST);
        }
        return peer;
    }

    private static @Nullable Long number(Arguments arguments, String name, long most) {
        var value = arguments.value(name);
        if (value == null) {
            return null;
        }
        try {
            var number = Long.parseLong(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, with what is allowed
        }
        throw new UsageException(name + " is " + value + ", allowed: 0.." + most);
    }

    private static URI api(Arguments arguments) {
        var value = Objects.requireNonNullElse(arguments.value(API), DEFAULT_API);
        try {
            var uri = URI.create(value);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // refused below, with what is allowed
        }
        throw new UsageException(API + " is " + value + ", allowed: an address such as " + DEFAULT_API);
    }

    private String fromRecord(Arguments arguments, String peer, @Nullable Integer netuid, @Nullable Long window) {
        if (arguments.has(API)) {
            throw new UsageException(API + " and a record are given: name one of them");
        }
        var asked = new AskedWindow(netuid, window);
        var progress = new Progress(err, System::nanoTime);
        Origin.of(arguments, RECORDS).open().read((place, json) -> {
            asked.take(place, json);
            progress.verdict(asked.last(), json.length);
        });
        var found = asked.found();
        var hotkey = found.hotkey(peer);
        var why = Explanation.of(found.verdict(), found.previous(), hotkey)
                .orElseThrow(() -> new UnreadableSourceException("nothing is known of " + hotkey));
        return arguments.has("--json")
                ? JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(why)
                : ExplanationText.of(why);
    }
}
