package io.assay.dataset;

import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.shards.Shard;
import io.assay.model.shards.ShardFolder;
import io.assay.model.shards.ShardIndex;
import io.assay.model.shards.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether shards are what their index says: there, as long, of that digest, and with no token outside the vocabulary. */
final class Verification {
    private static final int PART = 1 << 16;

    private final ShardIndex index;
    private final Path folder;
    private final Progress progress;

    Verification(ShardIndex index, Path folder, Progress progress) {
        this.index = index;
        this.folder = folder;
        this.progress = progress;
    }

    /** What is wrong, a sentence for each shard. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        var source = new ShardFolder(folder);
        var bytes = 0L;
        for (var shard : index.shards()) {
            try {
                requireInVocabulary(shard, source.locate(shard));
            } catch (UnreadableCorpusException | IOException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
            bytes += shard.bytes();
            progress.at(bytes, shard.name() + ", " + faults.size() + " damaged");
        }
        return faults;
    }

    private void requireInVocabulary(Shard shard, Path file) throws IOException {
        var tokens = new long[PART];
        for (var from = 0L; from < shard.tokens(); from += PART) {
            var count = (int) Math.min(PART, shard.tokens() - from);
            TokenFile.read(file, index.dtype(), from, count, tokens, 0);
            for (var i = 0; i < count; i++) {
                if (tokens[i] >= index.vocabularySize()) {
                    throw new IOException(file + " has the token " + tokens[i] + " at " + (from + i)
                            + ", its index allows: 0.." + (index.vocabularySize() - 1));
                }
            }
        }
    }
}
