package io.assay.dataset.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
public sealed interface Request {
    /**
     * Make token shards of text.
     *
     * @param files of text, in this order
     * @param lines whether each line is a document, instead of each file
     * @param tokenizer a {@code tokenizer.json}; absent: bytes
     * @param eos what ends a document; absent: what lies beside the tokenizer says
     * @param padding what is never predicted; absent: what lies beside the tokenizer says
     * @param shardTokens tokens of a shard
     */
    record Build(
            Path out,
            List<Path> files,
            boolean lines,
            @Nullable Path tokenizer,
            @Nullable String eos,
            @Nullable String padding,
            long shardTokens)
            implements Request {
        public Build {
            files = List.copyOf(files);
        }
    }

    /** Look whether shards are what their index says. */
    record Verify(Path folder) implements Request {}

    /** Say how a model is named in a subnet's parameters. */
    record Model(Path folder) implements Request {}
}
