package io.assay.explorer;

import io.assay.chain.ChainException;
import io.assay.chain.substrate.ChainBrowser;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./assay chain}: shows what is on a chain. */
public final class ExplorerMain {
    private static final String USAGE = """
            usage: ./assay chain head [--endpoint URL]
                   ./assay chain metagraph [--netuid N] [--endpoint URL]
                   ./assay chain weights [--netuid N] [--endpoint URL]
                   ./assay chain submissions --hotkey H [--blocks N] [--endpoint URL]
              head           the newest block and the newest final one, their times, the runtime
              metagraph      all neurons of a subnet: stake and emission in the subnet's token, shares of the last epoch
              weights        who gives whom what, in shares of the giver's weights
              submissions    what a hotkey has signed in the newest final blocks, and how it ended
              --endpoint URL ws:// or wss:// address of any node; default ws://127.0.0.1:7403, the localnet's
              --netuid N     default 1, the localnet's
              --blocks N     default 128, at most 10000; nodes that are no archive have the events of some 256
            Exits with 0, with 1 if the chain cannot be asked or has not what was asked for, with 2 if the command line
            cannot be used.
            """;
    private static final String LOCALNET = "ws://127.0.0.1:7403";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Held here, or its level would be forgotten with it. */
    private static final Logger CONNECTIONS = Logger.getLogger("io.assay.chain.rpc");

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private ExplorerMain() {}

    /** Exits with 0, 1 or 2, as the usage says. */
    public static void main(String[] args) {
        // What went wrong is in the answer; that something went well is none.
        CONNECTIONS.setLevel(Level.OFF);
        System.exit(run(args, TIMEOUT, System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, Duration timeout, PrintStream out, PrintStream err) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        try {
            var arguments = Arguments.parseWithWords(words, Question.OPTIONS, Set.of());
            var question = Question.of(arguments);
            out.print(ask(question, settings(arguments, timeout)));
            return DONE;
        } catch (UsageException e) {
            err.printf("assay chain: %s%n%n%s", e.getMessage(), USAGE);
            return MISUSED;
        } catch (ChainException e) {
            err.printf("assay chain: %s%n", e.getMessage());
            return FAILED;
        }
    }

    private static SubstrateSettings settings(Arguments arguments, Duration timeout) {
        var endpoint = Objects.requireNonNullElse(arguments.value("--endpoint"), LOCALNET);
        try {
            return SubstrateSettings.of(List.of(endpoint), timeout);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--endpoint: " + e.getMessage());
        }
    }

    private static String ask(Question question, SubstrateSettings settings) {
        try (var chain = ChainBrowser.open(settings)) {
            return switch (question) {
                case Question.Head() -> Answer.head(chain.heads());
                case Question.Metagraph(var netuid) -> Answer.metagraph(chain.roster(netuid));
                case Question.Weights(var netuid) -> Answer.weights(chain.weights(netuid));
                case Question.Submissions(var hotkey, var blocks) ->
                    Answer.submissions(chain.submissions(hotkey, blocks), blocks);
            };
        }
    }
}
