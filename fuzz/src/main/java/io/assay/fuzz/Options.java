package io.assay.fuzz;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    private static final String MERGE = "--merge";
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
        var given = Arguments.parseWithWords(args, VALUED, Set.of(MERGE));
        var targets = given.words().stream().map(Target::of).toList();
        return new Options(
                targets.isEmpty() ? List.of(Target.values()) : targets,
                limit(given),
                path(given, "--corpus", "fuzz/corpus"),
                path(given, "--work", "fuzz/target/fuzzing"));
    }

    private static Path path(Arguments given, String name, String otherwise) {
        var value = given.value(name);
        return Path.of(value == null ? otherwise : value);
    }

    private static Limit limit(Arguments given) {
        if (Stream.of("--seconds", "--runs", MERGE).filter(given::has).count() > 1) {
            throw new UsageException("only one of --seconds, --runs and --merge can be given");
        }
        if (given.has(MERGE)) {
            return new Limit.Merge();
        }
        var runs = given.number("--runs", 1, MOST);
        var seconds = given.number("--seconds", 1, MOST);
        return runs == null ? new Limit.Seconds(seconds == null ? DEFAULT_SECONDS : seconds) : new Limit.Runs(runs);
    }
}
