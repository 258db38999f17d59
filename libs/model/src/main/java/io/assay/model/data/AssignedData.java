package io.assay.model.data;

import io.assay.protocol.Checks;
import io.assay.protocol.Draw;
import io.assay.protocol.hparams.HParams;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Which sequences a peer is to train on and which it is tested on. For a window and a uid there is one endless, ordered
 * stream of batches, known from the start; a miner trains on a prefix of it. What is tested is drawn by the closing
 * block's hash, so that no one can know it before. Safe for use by several threads if the corpus is.
 */
public final class AssignedData {
    private final HParams hparams;
    private final Corpus corpus;

    /**
     * Data of a subnet.
     *
     * @throws IllegalArgumentException if the corpus has another sequence length, too few sequences for a batch, or a larger
     *     vocabulary than the model
     */
    public AssignedData(HParams hparams, Corpus corpus) {
        require(
                corpus.sequenceLength() == hparams.sequenceLength(),
                "corpus has sequences of " + corpus.sequenceLength() + " tokens",
                "sequence_length = " + hparams.sequenceLength());
        var needed = Math.multiplyExact(hparams.batchSize(), hparams.randomSampleBatches());
        require(
                corpus.sequences() >= needed,
                "corpus has " + corpus.sequences() + " sequences",
                ">= batch_size · random_sample_batches = " + needed);
        require(
                corpus.vocabularySize() <= hparams.model().vocabSize(),
                "corpus has a vocabulary of " + corpus.vocabularySize() + " tokens",
                "at most model.vocab_size = " + hparams.model().vocabSize());
        this.hparams = hparams;
        this.corpus = corpus;
    }

    /**
     * A batch of a peer's stream: {@code batch_size} different sequences.
     *
     * @param index place in the stream, from 0
     */
    public TokenBatch batch(long window, int uid, long index) {
        Checks.notNegative("window", window);
        Checks.u16("uid", uid);
        Checks.notNegative("index", index);
        return read(sequences(Draw.of("assigned", hparams.seed(), window, uid, index), 1), 0);
    }

    /** The tested ones of a peer's first {@code assigned_batches} batches, in the order drawn. */
    public List<TokenBatch> own(long window, int uid, String closingBlockHash) {
        var drawn = Draw.of("own-sample", hparams.seed(), window, uid, closingBlockHash)
                .distinct(hparams.ownSampleBatches(), hparams.assignedBatches());
        return batches(drawn.length, i -> batch(window, uid, drawn[i]));
    }

    /** The batches that all peers of a window are tested on: different sequences of the whole corpus. */
    public List<TokenBatch> random(long window, String closingBlockHash) {
        Checks.notNegative("window", window);
        var draw = Draw.of("random-sample", hparams.seed(), window, closingBlockHash);
        var sequences = sequences(draw, hparams.randomSampleBatches());
        return batches(hparams.randomSampleBatches(), i -> read(sequences, i * hparams.batchSize()));
    }

    private static List<TokenBatch> batches(int count, IntFunction<TokenBatch> batch) {
        return IntStream.range(0, count).mapToObj(batch).toList();
    }

    private long[] sequences(Draw draw, int batches) {
        return draw.distinct(batches * hparams.batchSize(), corpus.sequences());
    }

    private TokenBatch read(long[] sequences, int from) {
        var length = hparams.sequenceLength();
        var tokens = new long[Math.multiplyExact(hparams.batchSize(), length)];
        for (var row = 0; row < hparams.batchSize(); row++) {
            corpus.read(sequences[from + row], tokens, row * length);
        }
        return new TokenBatch(tokens, hparams.batchSize(), length, corpus.padding());
    }

    private static void require(boolean holds, String found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(found + ", allowed: " + allowed);
        }
    }
}
