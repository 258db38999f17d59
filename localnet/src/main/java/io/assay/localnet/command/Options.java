package io.assay.localnet.command;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param portBase first of the 25 ports used
 */
public record Options(
        OptionalLong windows,
        @Nullable String miners,
        @Nullable Long seed,
        @Nullable Path data,
        @Nullable Path report,
        @Nullable Path hparams,
        int portBase) {
    /** Default of {@link #portBase}. */
    public static final int DEFAULT_PORT_BASE = 7400;

    private static final int HIGHEST_PORT_BASE = 65_500;
    private static final Set<String> KNOWN =
            Set.of("--windows", "--miners", "--seed", "--data", "--report", "--hparams", "--port-base");

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
        var given = given(args);
        var windows = number(given, "--windows", 1, 1_000_000);
        var portBase = number(given, "--port-base", 1024, HIGHEST_PORT_BASE);
        return new Options(
                windows == null ? OptionalLong.empty() : OptionalLong.of(windows),
                given.get("--miners"),
                number(given, "--seed", 0, 1L << 53),
                path(given, "--data"),
                path(given, "--report"),
                path(given, "--hparams"),
                portBase == null ? DEFAULT_PORT_BASE : portBase.intValue());
    }

    private static Map<String, String> given(List<String> args) {
        var given = new HashMap<String, String>();
        for (var rest = split(args); !rest.isEmpty(); ) {
            var name = rest.pop();
            if (!KNOWN.contains(name)) {
                throw new UsageException("there is no option " + name);
            }
            if (rest.isEmpty() || rest.peek().startsWith("--")) {
                throw new UsageException(name + " needs a value");
            }
            given.put(name, rest.pop());
        }
        return given;
    }

    /** {@code --name=value} is the same as {@code --name value}. */
    private static Deque<String> split(List<String> args) {
        var words = new ArrayDeque<String>();
        for (var arg : args) {
            words.addAll(arg.startsWith("--") ? Arrays.asList(arg.split("=", 2)) : List.of(arg));
        }
        return words;
    }

    private static @Nullable Path path(Map<String, String> given, String name) {
        var value = given.get(name);
        return value == null ? null : Path.of(value).toAbsolutePath();
    }

    private static @Nullable Long number(Map<String, String> given, String name, long low, long high) {
        var value = given.get(name);
        if (value == null) {
            return null;
        }
        try {
            var number = Long.parseLong(value);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, with what is allowed
        }
        throw new UsageException(name + " is " + value + ", allowed: " + low + ".." + high);
    }
}
