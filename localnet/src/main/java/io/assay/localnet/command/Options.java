package io.assay.localnet.command;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param windows verdicts in the record after which the run ends; empty: until it is stopped
 * @param miners as {@code honest=4,noise=1}; null: as the data directory has it, or the default
 * @param seed of hotkeys, model and data; null: as the data directory has it, or 42
 * @param data directory to keep everything in; null: a temporary one
 * @param report file to write at the end
 * @param hparams file of parameters laid over the localnet's own
 * @param commitReveal epochs from the commit of weights to their reveal, 0 for weights that are set openly; null: as the data
 *     directory has it, or 0
 * @param tokens folder of token shards to train on; null: as the data directory has it, or the text built in
 * @param model folder of a model to begin with; null: as the data directory has it, or one from the seed
 * @param workers of evaluation, each with a model of its own, 1 to 16
 * @param portBase first of the 25 ports used
 */
public record Options(
        OptionalLong windows,
        @Nullable String miners,
        @Nullable Long seed,
        @Nullable Path data,
        @Nullable Path report,
        @Nullable Path hparams,
        @Nullable Long commitReveal,
        @Nullable Path tokens,
        @Nullable Path model,
        int workers,
        int portBase) {
    /** Default of {@link #portBase}. */
    public static final int DEFAULT_PORT_BASE = 7400;

    private static final int MOST_EPOCHS = 100;
    private static final int MOST_WORKERS = 16;
    private static final int HIGHEST_PORT_BASE = 65_500;
    private static final Set<String> KNOWN = Set.of(
            "--windows",
            "--miners",
            "--seed",
            "--data",
            "--report",
            "--hparams",
            "--commit-reveal",
            "--tokens",
            "--model",
            "--workers",
            "--port-base");

    /** No option given. */
    public static Options none() {
        return parse(List.of());
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException naming the option, the value and what is allowed
     */
    public static Options parse(List<String> args) {
        var given = Arguments.parse(args, KNOWN, Set.of());
        var windows = given.number("--windows", 1, 1_000_000);
        var workers = given.number("--workers", 1, MOST_WORKERS);
        var portBase = given.number("--port-base", 1024, HIGHEST_PORT_BASE);
        return new Options(
                windows == null ? OptionalLong.empty() : OptionalLong.of(windows),
                given.value("--miners"),
                given.number("--seed", 0, 1L << 53),
                path(given, "--data"),
                path(given, "--report"),
                path(given, "--hparams"),
                given.number("--commit-reveal", 0, MOST_EPOCHS),
                path(given, "--tokens"),
                path(given, "--model"),
                workers == null ? 1 : workers.intValue(),
                portBase == null ? DEFAULT_PORT_BASE : portBase.intValue());
    }

    private static @Nullable Path path(Arguments given, String name) {
        var value = given.value(name);
        return value == null ? null : Path.of(value).toAbsolutePath();
    }
}
