package io.assay.fuzz;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param targets what to fuzz, one after another
 * @param limit how long, all targets together
 * @param corpus folder of inputs to begin with, a folder for each target; only a merge writes there
 * @param work folder for what is found and logged
 */
record Options(List<Target> targets, Limit limit, Path corpus, Path work) {
    private static final int DEFAULT_SECONDS = 60;
    private static final long MOST = 1_000_000_000_000L;
    private static final Set<String> VALUED = Set.of("--seconds", "--runs", "--corpus", "--work");

    /** When a run ends by itself. */
    sealed interface Limit {
        /** After a time, shared by all targets. */
        record Seconds(long total) implements Limit {}

        /** After a number of inputs, shared by all targets. */
        record Runs(long total) implements Limit {}

        /** Not fuzzing: what was found in earlier runs and reaches new code is added to the corpus. */
        record Merge() implements Limit {}
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException naming the word and what is wrong with it
     */
    static Options parse(List<String> args) {
        var given = new HashMap<String, String>();
        var targets = new ArrayList<Target>();
        var merge = false;
        for (var rest = split(args); !rest.isEmpty(); ) {
            var word = rest.pop();
            if (VALUED.contains(word)) {
                given.put(word, value(word, rest));
            } else if (word.equals("--merge")) {
                merge = true;
            } else if (word.startsWith("-")) {
                throw new UsageException("there is no option " + word);
            } else {
                targets.add(Target.of(word));
            }
        }
        return new Options(
                targets.isEmpty() ? List.of(Target.values()) : List.copyOf(targets),
                limit(given, merge),
                Path.of(given.getOrDefault("--corpus", "fuzz/corpus")),
                Path.of(given.getOrDefault("--work", "fuzz/target/fuzzing")));
    }

    private static Limit limit(Map<String, String> given, boolean merge) {
        if ((merge ? 1 : 0) + (given.containsKey("--seconds") ? 1 : 0) + (given.containsKey("--runs") ? 1 : 0) > 1) {
            throw new UsageException("only one of --seconds, --runs and --merge can be given");
        }
        if (merge) {
            return new Limit.Merge();
        }
        var runs = given.get("--runs");
        return runs == null
                ? new Limit.Seconds(number("--seconds", given.get("--seconds")))
                : new Limit.Runs(number("--runs", runs));
    }

    private static long number(String name, @Nullable String text) {
        if (text == null) {
            return DEFAULT_SECONDS;
        }
        if (!text.matches("[0-9]{1,13}") || Long.parseLong(text) < 1 || Long.parseLong(text) > MOST) {
            throw new UsageException(name + " is " + text + ", allowed: a number from 1 to " + MOST);
        }
        return Long.parseLong(text);
    }

    private static Deque<String> split(List<String> args) {
        var words = new ArrayDeque<String>();
        for (var arg : args) {
            words.addAll(arg.startsWith("--") ? Arrays.asList(arg.split("=", 2)) : List.of(arg));
        }
        return words;
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new UsageException(name + " needs a value");
        }
        return rest.pop();
    }
}
