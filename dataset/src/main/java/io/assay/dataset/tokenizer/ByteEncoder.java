package io.assay.dataset.tokenizer;

import io.assay.model.data.ByteTokens;
import io.assay.model.shards.ShardIndex.Vocabulary;
import io.assay.model.shards.TokenizerName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link ByteTokens}. */
public final class ByteEncoder implements TokenEncoder {
    @Override
    public Vocabulary vocabulary() {
        var bytes = new TokenizerName(TokenizerName.BYTES, null);
        return new Vocabulary(ByteTokens.COUNT, bytes, ByteTokens.PADDING, ByteTokens.END);
    }

    @Override
    public List<long[]> encode(List<String> texts) {
        return texts.stream().map(ByteEncoder::encode).toList();
    }

    private static long[] encode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var ids = new long[bytes.length];
        for (var i = 0; i < ids.length; i++) {
            ids[i] = Byte.toUnsignedLong(bytes[i]);
        }
        return ids;
    }

    @Override
    public void close() {}
}
