package io.assay.dataset.command;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads the command line. */
public final class CommandLine {
    /** Tokens of a shard when nothing is said: 16 MiB of two bytes each. */
    public static final long SHARD_TOKENS = 8 << 20;

    private static final long MOST_SHARD_TOKENS = 1L << 32;
    private static final Set<String> BUILD =
            Set.of("--out", "--tokenizer", "--eos", "--padding", "--documents", "--shard-tokens");

    private CommandLine() {}

    /**
     * Reads it.
     *
     * @throws UsageException naming the word and what is allowed
     */
    public static Request parse(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("a command is missing, allowed: build, verify, model");
        }
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "build" -> build(rest);
            case "verify" -> new Request.Verify(folder(rest));
            case "model" -> new Request.Model(folder(rest));
            default ->
                throw new UsageException("there is no command " + words.getFirst() + ", allowed: build, verify, model");
        };
    }

    private static Request build(List<String> words) {
        var given = Arguments.parseWithWords(words, BUILD, Set.of());
        if (given.words().isEmpty()) {
            throw new UsageException("a file of text is missing");
        }
        var tokenizer = given.value("--tokenizer");
        var shardTokens = given.number("--shard-tokens", 1024, MOST_SHARD_TOKENS);
        return new Request.Build(
                Path.of(given.required("--out")),
                given.words().stream().map(Path::of).toList(),
                lines(given.value("--documents") == null ? "files" : given.required("--documents")),
                tokenizer == null || tokenizer.equals("bytes") ? null : Path.of(tokenizer),
                given.value("--eos"),
                given.value("--padding"),
                shardTokens == null ? SHARD_TOKENS : shardTokens);
    }

    private static boolean lines(String documents) {
        return switch (documents) {
            case "files" -> false;
            case "lines" -> true;
            default -> throw new UsageException("--documents is " + documents + ", allowed: files, lines");
        };
    }

    private static Path folder(List<String> words) {
        var given = Arguments.parseWithWords(words, Set.of(), Set.of()).words();
        if (given.size() != 1) {
            throw new UsageException("one folder is needed, given: " + given.size());
        }
        return Path.of(given.getFirst());
    }
}
