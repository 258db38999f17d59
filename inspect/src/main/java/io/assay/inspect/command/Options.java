package io.assay.inspect.command;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import io.assay.gradient.safetensors.Shown;
import io.assay.protocol.Checks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
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
        var given = Arguments.parseWithWords(args, VALUED, Set.of(JSON));
        var hparams = given.value(HPARAMS);
        return new Options(
                path(FILE, file(given.words())),
                hparams == null ? null : path(HPARAMS, hparams),
                given.number(WINDOW, 0, Long.MAX_VALUE),
                sender(given),
                given.has(JSON));
    }

    private static String file(List<String> words) {
        return switch (words.size()) {
            case 0 -> throw new UsageException("name the file to look into");
            case 1 -> words.getFirst();
            default ->
                throw new UsageException(
                        "one file at a time: " + Shown.text(words.get(0)) + " or " + Shown.text(words.get(1)));
        };
    }

    private static @Nullable Sender sender(Arguments given) {
        var uid = given.number(UID, 0, LARGEST_UID);
        var hotkey = given.value(HOTKEY);
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

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is " + Shown.text(value) + ", which is no path on this machine ("
                    + Shown.text(e.getReason()) + ")");
        }
    }
}
