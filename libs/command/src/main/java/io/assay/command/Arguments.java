package io.assay.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command line: options with a value, as {@code --data DIR} or {@code --data=DIR}, flags without, and other words. */
public final class Arguments {
    private final Map<String, String> given = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads a command line of options alone.
     *
     * @param valued options that need a value
     * @param flags options that have none
     * @throws UsageException naming the word and what is wrong with it
     */
    public static Arguments parse(List<String> args, Set<String> valued, Set<String> flags) {
        var arguments = parseWithWords(args, valued, flags);
        if (!arguments.words.isEmpty()) {
            throw unknown(arguments.words.getFirst());
        }
        return arguments;
    }

    /** The same, with words between that belong to no option. */
    public static Arguments parseWithWords(List<String> args, Set<String> valued, Set<String> flags) {
        var arguments = new Arguments();
        for (var rest = split(args); !rest.isEmpty(); ) {
            var word = rest.pop();
            if (flags.contains(word)) {
                arguments.add(word, "");
            } else if (valued.contains(word)) {
                arguments.add(word, value(word, rest));
            } else if (word.startsWith("--")) {
                throw unknown(word);
            } else {
                arguments.words.add(word);
            }
        }
        return arguments;
    }

    private static UsageException unknown(String word) {
        return new UsageException("there is no option " + word);
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

    /** The words that belong to no option, in their order. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /**
     * The option's value as a number.
     *
     * @return null if it is not given
     * @throws UsageException naming the value and what is allowed
     */
    public @Nullable Long number(String name, long low, long high) {
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
