package io.assay.dataset.tokenizer;

import io.assay.model.shards.ShardIndex.Vocabulary;
import java.util.List;

/** Makes token ids of text. */
public interface TokenEncoder extends AutoCloseable {
    /** The ids it may give. */
    Vocabulary vocabulary();

    /** Ids of each text, without anything added before or after it. */
    List<long[]> encode(List<String> texts);

    @Override
    void close();
}
