package io.assay.wallet.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words after a command: options with their values, and files. Values are not quoted back, a secret may be there. */
final class Arguments {
    private final Map<String, String> options = new HashMap<>();
    private final List<String> files = new ArrayList<>();

    private Arguments() {}

    /** {@code --name=value} is the same as {@code --name value}. */
    static Arguments parse(List<String> words, Set<String> allowed) {
        var arguments = new Arguments();
        for (var rest = new ArrayDeque<>(words); !rest.isEmpty(); ) {
            var word = rest.pop();
            if (word.startsWith("--")) {
                arguments.option(word.split("=", 2), rest, allowed);
            } else {
                arguments.files.add(word);
            }
        }
        return arguments;
    }

    private void option(String[] parts, Deque<String> rest, Set<String> allowed) {
        var name = parts[0];
        if (!allowed.contains(name)) {
            throw new UsageException("an option is given that this command has not, allowed: "
                    + (allowed.isEmpty()
                            ? "none"
                            : String.join(", ", allowed.stream().sorted().toList())));
        }
        if (parts.length == 1 && rest.isEmpty()) {
            throw new UsageException(name + " needs a value");
        }
        if (options.put(name, parts.length == 2 ? parts[1] : rest.pop()) != null) {
            throw new UsageException(name + " is given twice");
        }
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    String required(String name, String what) {
        var value = options.get(name);
        if (value == null) {
            throw new UsageException("give " + name + ", " + what);
        }
        return value;
    }

    /** The one file that is named. */
    Path file() {
        if (files.size() != 1) {
            throw new UsageException("name one hotkey file; " + files.size() + " are named");
        }
        return path("FILE", files.getFirst());
    }

    void requireNoFile() {
        if (!files.isEmpty()) {
            throw new UsageException("a word is given that belongs to no option; a text with blanks needs quotes");
        }
    }

    static Path path(String name, String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value);
            }
        } catch (InvalidPathException _) {
            // refused below
        }
        throw new UsageException(name + " is no path on this machine");
    }

    /** Their number only. */
    @Override
    public String toString() {
        return "Arguments[" + options.size() + " options, " + files.size() + " files]";
    }
}
