package io.assay.dataset;

import io.assay.dataset.command.Request;
import io.assay.dataset.text.TextPieces;
import io.assay.dataset.text.TextPieces.Piece;
import io.assay.dataset.tokenizer.TokenEncoder;
import io.assay.model.shards.IndexFile;
import io.assay.model.shards.ShardWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Text files on their way into token shards: pieces are gathered, encoded together, and written in their order. */
final class Building implements AutoCloseable {
    private static final int MOST_CHARACTERS = 1 << 21;
    private static final int MOST_PIECES = 4096;

    private final TokenEncoder encoder;
    private final ShardWriter writer;
    private final Progress progress;
    private final List<Piece> gathered = new ArrayList<>();
    private int characters;
    private long bytes;

    Building(Request.Build request, TokenEncoder encoder, Progress progress) throws IOException {
        this.encoder = encoder;
        this.progress = progress;
        this.writer = new ShardWriter(request.out(), encoder.vocabulary(), request.shardTokens());
    }

    /** Bytes of all files. */
    static long bytes(List<Path> files) throws IOException {
        var bytes = 0L;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    IndexFile of(List<Path> files, boolean lines) throws IOException {
        for (var file : files) {
            try (var pieces = TextPieces.open(file, lines)) {
                for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
                    add(piece);
                }
            }
        }
        encode();
        return writer.finish();
    }

    private void add(Piece piece) throws IOException {
        gathered.add(piece);
        characters += piece.text().length();
        if (characters >= MOST_CHARACTERS || gathered.size() >= MOST_PIECES) {
            encode();
        }
    }

    private void encode() throws IOException {
        if (gathered.isEmpty()) {
            return;
        }
        var encoded = encoder.encode(gathered.stream().map(Piece::text).toList());
        for (var i = 0; i < encoded.size(); i++) {
            writer.append(encoded.get(i));
            var eos = encoder.vocabulary().eos();
            if (gathered.get(i).last() && eos != null) {
                writer.append(eos);
            }
            bytes += gathered.get(i).text().getBytes(StandardCharsets.UTF_8).length;
        }
        gathered.clear();
        characters = 0;
        progress.at(bytes, writer.tokens() + " tokens, " + writer.shards() + " shards");
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
