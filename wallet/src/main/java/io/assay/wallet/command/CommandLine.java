package io.assay.wallet.command;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a command line. */
public final class CommandLine {
    private static final String OUT = "--out";
    private static final String URI = "--uri";
    private static final String TEXT = "--text";
    private static final String FILE = "--file";
    private static final String ADDRESS = "--address";
    private static final String SIGNATURE = "--signature";
    private static final Pattern DIGITS = Pattern.compile("(0x)?[0-9a-fA-F]{128}");

    private CommandLine() {}

    /**
     * What the words ask for.
     *
     * @throws UsageException naming what is wrong and what is allowed
     */
    public static Request parse(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("say what to do: new, show, sign or verify");
        }
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "new" -> create(Arguments.parse(rest, Set.of(OUT)));
            case "show" -> show(Arguments.parse(rest, Set.of(URI)));
            case "sign" -> sign(Arguments.parse(rest, Set.of(TEXT, FILE)));
            case "verify" -> verify(Arguments.parse(rest, Set.of(ADDRESS, SIGNATURE, TEXT, FILE)));
            default -> throw new UsageException("the first word is unknown, allowed: new, show, sign or verify");
        };
    }

    private static Request create(Arguments arguments) {
        arguments.requireNoFile();
        return new Request.New(Arguments.path(OUT, arguments.required(OUT, "the file to make")));
    }

    private static Request show(Arguments arguments) {
        var uri = arguments.option(URI);
        if (uri == null) {
            return new Request.Show(arguments.file());
        }
        arguments.requireNoFile();
        return new Request.ShowDevelopment(uri);
    }

    private static Request sign(Arguments arguments) {
        return new Request.Sign(arguments.file(), message(arguments));
    }

    private static Request verify(Arguments arguments) {
        arguments.requireNoFile();
        var digits = arguments.required(SIGNATURE, "128 hexadecimal digits");
        if (!DIGITS.matcher(digits).matches()) {
            throw new UsageException(SIGNATURE + " has " + digits.length()
                    + " characters, allowed: 128 hexadecimal digits, with 0x before them or without");
        }
        var signature = HexFormat.of().parseHex(digits, digits.length() - 128, digits.length());
        return new Request.Verify(
                arguments.required(ADDRESS, "the SS58 address of who is said to have signed"),
                signature,
                message(arguments));
    }

    private static MessageSource message(Arguments arguments) {
        var text = arguments.option(TEXT);
        var file = arguments.option(FILE);
        if (text != null && file != null) {
            throw new UsageException(TEXT + " and " + FILE + " are two messages: give one");
        }
        if (text != null) {
            return text(text);
        }
        return file == null ? new MessageSource.StandardInput() : new MessageSource.OfFile(Arguments.path(FILE, file));
    }

    /** Bittensor's Python takes such a text as the bytes that the digits stand for, other wallets as it is. */
    private static MessageSource text(String text) {
        if (text.startsWith("0x")) {
            throw new UsageException(
                    TEXT + " begins with 0x: Bittensor's wallet would sign the bytes that the digits stand"
                            + " for; put the bytes that you mean into a file and give it by " + FILE);
        }
        return new MessageSource.Text(text);
    }
}
