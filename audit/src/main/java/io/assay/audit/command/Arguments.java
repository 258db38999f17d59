package io.assay.audit.command;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command line: options with a value, as {@code --data DIR} or {@code --data=DIR}, and flags without. */
public final class Arguments {
    private final Map<String, String> given = new HashMap<>();

    private Arguments() {}

    /**
     * Reads a command line.
     *
     * @param valued options that need a value
     * @param flags options that have none
     * @throws UsageException naming the word and what is wrong with it
     */
    public static Arguments parse(List<String> args, Set<String> valued, Set<String> flags) {
        var arguments = new Arguments();
        for (var rest = split(args); !rest.isEmpty(); ) {
            var name = rest.pop();
            if (flags.contains(name)) {
                arguments.add(name, "");
            } else if (valued.contains(name)) {
                arguments.add(name, value(name, rest));
            } else {
                throw new UsageException("there is no option " + name);
            }
        }
        return arguments;
    }

    private static Deque<String> split(List<String> args) {
        var words = new ArrayDeque<String>();
        for (var arg : args) {
            words.addAll(arg.startsWith("--") ? Arrays.asList(arg.split("=", 2)) : List.of(arg));
        }
        return words;
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
            throw new UsageException(name + " needs a value");
        }
        return rest.pop();
    }

    private void add(String name, String value) {
        if (given.put(name, value) != null) {
            throw new UsageException(name + " is given twice");
        }
    }

    /** Whether the option is given. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** The option's value, if it is given. */
    public @Nullable String value(String name) {
        return given.get(name);
    }

    /**
     * The option's value.
     *
     * @throws UsageException if it is not given
     */
    public String required(String name) {
        var value = given.get(name);
        if (value == null) {
            throw new UsageException(name + " is missing");
        }
        return value;
    }

    /**
     * The one of these options that is given.
     *
     * @throws UsageException if none is, or several are
     */
    public String exactlyOne(Collection<String> names) {
        var present = names.stream().filter(given::containsKey).toList();
        if (present.size() != 1) {
            throw new UsageException("one of " + names.stream().sorted().collect(Collectors.joining(", "))
                    + " is needed, given: " + (present.isEmpty() ? "none" : String.join(", ", present)));
        }
        return present.getFirst();
    }
}
