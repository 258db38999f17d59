package io.assay.model.shards;

import io.assay.model.data.UnreadableCorpusException;
import java.nio.file.Path;

/** Where shards are to be had. Safe for use by several threads. */
public interface ShardSource {
    /**
     * A file that holds the shard, its size and digest checked. It may be taken away at any time, by another process too:
     * whoever finds it gone asks again.
     *
     * @throws UnreadableCorpusException if the shard is missing, damaged, or out of reach
     */
    Path locate(Shard shard);
}
