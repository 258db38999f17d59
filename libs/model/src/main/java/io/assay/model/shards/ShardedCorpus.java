package io.assay.model.shards;

import io.assay.model.data.Corpus;
import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Text in token shards. Each shard is cut from its beginning into pages of a sequence's length, so that a sequence needs one
 * file; what is left at its end is no page. Sequences are the pages of all shards in the order of the index.
 */
public final class ShardedCorpus implements Corpus {
    private static final int TRIES = 4;

    private final ShardIndex index;
    private final ShardSource source;
    private final int sequenceLength;
    private final long[] firstSequences;
    private final long sequences;

    /**
     * A text.
     *
     * @param sequenceLength tokens of a sequence, at least 2
     * @throws IllegalArgumentException if no shard has a sequence
     */
    public ShardedCorpus(ShardIndex index, ShardSource source, int sequenceLength) {
        if (sequenceLength < 2) {
            throw new IllegalArgumentException("sequence length is " + sequenceLength + ", allowed: >= 2");
        }
        this.index = index;
        this.source = source;
        this.sequenceLength = sequenceLength;
        this.firstSequences = firstSequences(index.shards(), sequenceLength);
        this.sequences = firstSequences[index.shards().size()];
        if (sequences == 0) {
            throw new IllegalArgumentException("no shard has the " + sequenceLength
                    + " tokens of a sequence; make larger shards, or take a smaller sequence_length");
        }
    }

    @Override
    public int sequenceLength() {
        return sequenceLength;
    }

    @Override
    public long sequences() {
        return sequences;
    }

    @Override
    public int vocabularySize() {
        return index.vocabularySize();
    }

    @Override
    public int padding() {
        var padding = index.padding();
        return padding == null ? NO_PADDING : padding;
    }

    @Override
    public int end() {
        var eos = index.eos();
        return eos == null ? NO_END : eos;
    }

    @Override
    public void read(long sequence, long[] out, int offset) {
        Objects.checkIndex(sequence, sequences);
        Objects.checkFromIndexSize(offset, sequenceLength, out.length);
        var at = place(sequence);
        var from = (sequence - firstSequences[at]) * sequenceLength;
        var shard = index.shards().get(at);
        read(shard, from, out, offset);
        requireInVocabulary(shard, from, out, offset);
    }

    private int place(long sequence) {
        var found = Arrays.binarySearch(firstSequences, sequence);
        if (found < 0) {
            return -found - 2;
        }
        // Shards without a page have the same first sequence as the one that follows them.
        while (firstSequences[found + 1] == sequence) {
            found++;
        }
        return found;
    }

    private void read(Shard shard, long from, long[] out, int offset) {
        for (var left = TRIES; left > 0; left--) {
            if (wasThere(shard, from, out, offset)) {
                return;
            }
        }
        throw new UnreadableCorpusException(
                Kind.UNREACHABLE,
                "shard " + shard.name() + " is taken away before it can be read; let the cache hold more of the text");
    }

    private boolean wasThere(Shard shard, long from, long[] out, int offset) {
        try {
            TokenFile.read(source.locate(shard), index.dtype(), from, sequenceLength, out, offset);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new UnreadableCorpusException(
                    Kind.UNREACHABLE, "shard " + shard.name() + " cannot be read (" + e + "); look at its disk", e);
        }
    }

    private void requireInVocabulary(Shard shard, long from, long[] out, int offset) {
        for (var i = 0; i < sequenceLength; i++) {
            if (out[offset + i] >= index.vocabularySize()) {
                throw new UnreadableCorpusException(
                        Kind.DAMAGED,
                        "token " + (from + i) + " of shard " + shard.name() + " is " + out[offset + i]
                                + ", its index allows: 0.." + (index.vocabularySize() - 1)
                                + "; make the shards and their index anew");
            }
        }
    }

    private static long[] firstSequences(List<Shard> shards, int sequenceLength) {
        var first = new long[shards.size() + 1];
        for (var i = 0; i < shards.size(); i++) {
            first[i + 1] = first[i] + shards.get(i).tokens() / sequenceLength;
        }
        return first;
    }
}
