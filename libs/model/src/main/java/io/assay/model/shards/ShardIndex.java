package io.assay.model.shards;

import io.assay.protocol.Checks;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the shards of a text are. Its file is {@value #FILE} beside them; the SHA-256 of that file stands for the whole text.
 *
 * @param version of the format, {@value #VERSION}
 * @param dtype how a token is stored
 * @param vocabularySize all token ids are below this; 2 to 2^31 - 1, at most 65,536 for {@link TokenType#UINT16}
 * @param tokenizer what made the tokens
 * @param padding id of the token that is never predicted; absent if there is none
 * @param eos id of the token that ends a document; absent if there is none
 * @param shards at least 1, at most {@value #MAX_SHARDS}, in the order of the text
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ShardIndex(
        int version,
        TokenType dtype,
        int vocabularySize,
        TokenizerName tokenizer,
        @Nullable Integer padding,
        @Nullable Integer eos,
        List<Shard> shards) {
    /** Name of the index beside the shards. */
    public static final String FILE = "index.json";

    /** The format that is written and read. */
    public static final int VERSION = 1;

    /** Most shards of an index. */
    public static final int MAX_SHARDS = 200_000;

    /**
     * The ids that text may have.
     *
     * @param size all token ids are below this
     */
    public record Vocabulary(
            int size,
            TokenizerName tokenizer,
            @Nullable Integer padding,
            @Nullable Integer eos) {}

    private static final int SMALL_VOCABULARY = 1 << 16;

    /** @throws IllegalArgumentException naming what is out of range */
    public ShardIndex {
        Checks.within("version", version, VERSION, VERSION);
        Checks.present("dtype", dtype);
        Checks.present("tokenizer", tokenizer);
        var most = dtype == TokenType.UINT16 ? SMALL_VOCABULARY : Integer.MAX_VALUE;
        Checks.within("vocabulary_size", vocabularySize, 2, most);
        inVocabulary("padding", padding, vocabularySize);
        inVocabulary("eos", eos, vocabularySize);
        if (padding != null && padding.equals(eos)) {
            throw new IllegalArgumentException("padding is " + padding + " as eos is, allowed: another id, or none:"
                    + " what is padding is never predicted");
        }
        shards = Checks.copy("shards", shards);
        Checks.within("shards", shards.size(), 1, MAX_SHARDS);
        shards(shards, dtype);
    }

    /** Tokens of all shards. */
    public long tokens() {
        return shards.stream().mapToLong(Shard::tokens).sum();
    }

    /** Bytes of all shards. */
    public long bytes() {
        return shards.stream().mapToLong(Shard::bytes).sum();
    }

    private static void shards(List<Shard> shards, TokenType dtype) {
        var names = new HashSet<String>();
        for (var shard : shards) {
            if (!names.add(shard.name())) {
                throw new IllegalArgumentException("shards have the name " + shard.name() + " twice, allowed: once");
            }
            var bytes = shard.tokens() * dtype.bytes();
            Checks.within("bytes of " + shard.name(), shard.bytes(), bytes, bytes);
        }
    }

    private static void inVocabulary(String name, @Nullable Integer id, int vocabularySize) {
        if (id != null) {
            Checks.within(name, id, 0, vocabularySize - 1);
        }
    }
}
