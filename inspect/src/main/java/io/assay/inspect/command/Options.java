package io.assay.inspect.command;

import io.assay.gradient.safetensors.Shown;
import io.assay.protocol.Checks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
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
 * @param file what to look into
 * @param hparams the network's parameters; null: those beside the launcher
 * @param window the window it must be of; null: the one it says
 * @param sender whose bucket it is from; null: whom it says
 * @param json for programs
 */
public record Options(
        Path file,
        @Nullable Path hparams,
        @Nullable Long window,
        @Nullable Sender sender,
        boolean json) {
    private static final String HPARAMS = "--hparams";
    private static final String WINDOW = "--window";
    private static final String UID = "--uid";
    private static final String HOTKEY = "--hotkey";
    private static final String JSON = "--json";
    private static final String FILE = "FILE";
    private static final Set<String> VALUED = Set.of(HPARAMS, WINDOW, UID, HOTKEY);
    private static final int LARGEST_UID = 0xFFFF;

    /** The owner of a bucket. */
    public record Sender(int uid, String hotkey) {}

    /**
     * Reads a command line.
     *
     * @throws UsageException naming the option, the value and what is allowed
     */
    public static Options parse(List<String> args) {
        var given = given(args);
        var file = given.get(FILE);
        if (file == null) {
            throw new UsageException("name the file to look into");
        }
        var hparams = given.get(HPARAMS);
        return new Options(
                path(FILE, file),
                hparams == null ? null : path(HPARAMS, hparams),
                number(given, WINDOW, Long.MAX_VALUE),
                sender(given),
                given.containsKey(JSON));
    }

    private static Map<String, String> given(List<String> args) {
        var given = new HashMap<String, String>();
        for (var rest = split(args); !rest.isEmpty(); ) {
            var word = rest.pop();
            if (VALUED.contains(word)) {
                add(given, word, value(word, rest));
            } else if (word.equals(JSON)) {
                add(given, JSON, "");
            } else if (word.startsWith("--")) {
                throw new UsageException("there is no option " + Shown.text(word));
            } else {
                add(given, FILE, word);
            }
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

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
            throw new UsageException(name + " needs a value");
        }
        return rest.pop();
    }

    private static void add(Map<String, String> given, String name, String value) {
        var before = given.put(name, value);
        if (before != null) {
            throw new UsageException(
                    name.equals(FILE)
                            ? "one file at a time: " + Shown.text(before) + " or " + Shown.text(value)
                            : name + " is given twice");
        }
    }

    private static @Nullable Sender sender(Map<String, String> given) {
        var uid = number(given, UID, LARGEST_UID);
        var hotkey = given.get(HOTKEY);
        if (uid == null && hotkey == null) {
            return null;
        }
        if (uid == null || hotkey == null) {
            throw new UsageException(UID + " and " + HOTKEY + " name the owner of a bucket together: give both");
        }
        try {
            return new Sender(uid.intValue(), Checks.hotkey(HOTKEY, hotkey));
        } catch (IllegalArgumentException _) {
            throw new UsageException(HOTKEY + " is " + Shown.text(hotkey) + ", allowed: an SS58 address");
        }
    }

    private static @Nullable Long number(Map<String, String> given, String name, long most) {
        var value = given.get(name);
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
        throw new UsageException(name + " is " + Shown.text(value) + ", allowed: 0.." + most);
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is " + Shown.text(value) + ", which is no path on this machine ("
                    + Shown.text(e.getReason()) + ")");
        }
    }
}
