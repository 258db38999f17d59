package io.assay.explorer;

import io.assay.chain.key.Ss58;
import io.assay.chain.substrate.ChainBrowser;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command line asks of the chain. */
sealed interface Question {
    /** How far it is. */
    record Head() implements Question {}

    /** All neurons of a subnet. */
    record Metagraph(int netuid) implements Question {}

    /** Who gives whom what on a subnet. */
    record Weights(int netuid) implements Question {}

    /**
     * What a hotkey has sent.
     *
     * @param blocks the newest, so many
     */
    record Submissions(String hotkey, int blocks) implements Question {}

    /** Options that a question may have. */
    Set<String> OPTIONS = Set.of("--endpoint", "--netuid", "--hotkey", "--blocks");

    /** The localnet's subnet. */
    long NETUID = 1;

    /** As many blocks as an extrinsic is good for, twice. */
    long BLOCKS = 128;

    /**
     * The question in a command line.
     *
     * @throws UsageException naming what is missing, too much or out of range
     */
    static Question of(Arguments arguments) {
        var words = arguments.words();
        if (words.size() != 1) {
            throw new UsageException("one of head, metagraph, weights, submissions is needed, given: "
                    + (words.isEmpty() ? "none" : String.join(", ", words)));
        }
        return switch (words.getFirst()) {
            case "head" -> only(arguments, new Head());
            case "metagraph" -> only(arguments, new Metagraph(netuid(arguments)), "--netuid");
            case "weights" -> only(arguments, new Weights(netuid(arguments)), "--netuid");
            case "submissions" -> only(arguments, submissions(arguments), "--hotkey", "--blocks");
            default -> throw new UsageException("there is nothing named " + words.getFirst());
        };
    }

    private static Question submissions(Arguments arguments) {
        var hotkey = arguments.required("--hotkey");
        try {
            Ss58.decode(hotkey);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--hotkey: " + e.getMessage());
        }
        return new Submissions(hotkey, number(arguments.number("--blocks", 1, ChainBrowser.MAX_BLOCKS), BLOCKS));
    }

    private static int netuid(Arguments arguments) {
        return number(arguments.number("--netuid", 0, 0xFFFF), NETUID);
    }

    private static int number(@Nullable Long given, long otherwise) {
        return Math.toIntExact(Objects.requireNonNullElse(given, otherwise));
    }

    /** Requires that no option is given that the question does not have. */
    private static Question only(Arguments arguments, Question question, String... allowed) {
        for (var option : OPTIONS) {
            if (arguments.has(option)
                    && !option.equals("--endpoint")
                    && !List.of(allowed).contains(option)) {
                throw new UsageException(option + " has no meaning here");
            }
        }
        return question;
    }
}
