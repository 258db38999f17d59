package io.assay.model.shards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes shards of the same length, the last one shorter, and their index as the last of all files. */
public final class ShardWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Path folder;
    private final ShardIndex.Vocabulary vocabulary;
    private final TokenType type;
    private final long shardTokens;
    private final List<Shard> shards = new ArrayList<>();
    private @Nullable Open open;
    private long tokens;

    /**
     * Begins in a folder.
     *
     * @param folder made when it is not there
     * @param shardTokens tokens of each shard but the last, 1 to {@link Shard#MAX_TOKENS}
     * @throws IOException if the folder cannot be made, or has an index already
     */
    public ShardWriter(Path folder, ShardIndex.Vocabulary vocabulary, long shardTokens) throws IOException {
        if (Files.exists(Files.createDirectories(folder).resolve(ShardIndex.FILE))) {
            throw new IOException(folder + " has an " + ShardIndex.FILE + " already; name a new folder");
        }
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.type = TokenType.of(vocabulary.size());
        this.shardTokens = shardTokens;
    }

    /**
     * Appends tokens.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary
     */
    public void append(long... ids) throws IOException {
        for (var id : ids) {
            if (id < 0 || id >= vocabulary.size()) {
                throw new IllegalArgumentException(
                        "token is " + id + ", allowed: 0.." + (vocabulary.size() - 1) + " by the vocabulary");
            }
            var into = open == null ? begin() : open;
            into.append(id, type);
            tokens++;
            if (into.tokens == shardTokens) {
                end(into);
            }
        }
    }

    /** Tokens so far. */
    public long tokens() {
        return tokens;
    }

    /** Shards that are complete. */
    public int shards() {
        return shards.size();
    }

    /**
     * Ends the last shard and writes the index.
     *
     * @throws IOException if there are no tokens, too
     */
    public IndexFile finish() throws IOException {
        if (open != null) {
            end(open);
        }
        if (shards.isEmpty()) {
            throw new IOException("there are no tokens; name files that have text");
        }
        var index = new ShardIndex(
                ShardIndex.VERSION,
                type,
                vocabulary.size(),
                vocabulary.tokenizer(),
                vocabulary.padding(),
                vocabulary.eos(),
                shards);
        var json = IndexFile.write(index);
        var part = folder.resolve(ShardIndex.FILE + ".part");
        Files.write(part, json);
        Files.move(part, folder.resolve(ShardIndex.FILE), StandardCopyOption.ATOMIC_MOVE);
        return new IndexFile(index, FileDigest.sha256(json));
    }

    /** Gives up what is not complete. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.out.close();
            Files.deleteIfExists(open.part);
            open = null;
        }
    }

    private Open begin() throws IOException {
        var name = String.format(Locale.ROOT, "shard-%06d.bin", shards.size());
        var begun = new Open(name, folder.resolve(name + ".part"));
        open = begun;
        return begun;
    }

    private void end(Open ended) throws IOException {
        ended.out.close();
        open = null;
        Files.move(ended.part, folder.resolve(ended.name), StandardCopyOption.ATOMIC_MOVE);
        var sha256 = HexFormat.of().formatHex(ended.digest.digest());
        shards.add(new Shard(ended.name, ended.tokens, ended.tokens * type.bytes(), sha256));
    }

    private static final class Open {
        private final String name;
        private final Path part;
        private final MessageDigest digest = FileDigest.create();
        private final OutputStream out;
        private long tokens;

        Open(String name, Path part) throws IOException {
            this.name = name;
            this.part = part;
            this.out = new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(part), digest), BUFFER);
        }

        void append(long id, TokenType type) throws IOException {
            for (var shift = 0; shift < type.bytes() * Byte.SIZE; shift += Byte.SIZE) {
                out.write((int) (id >>> shift));
            }
            tokens++;
        }
    }
}
