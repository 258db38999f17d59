package io.assay.bench.evaluation;

import io.assay.model.Computation;
import io.assay.model.LanguageModel;
import io.assay.model.Precision;
import io.assay.model.TorchEngine;
import io.assay.model.data.AssignedData;
import io.assay.model.data.TokenBatch;
import io.assay.model.data.WordNetCorpus;
import io.assay.protocol.hparams.HParams;
import java.util.List;

/** The same TorchScript in a plain loop: two forward passes for each peer, over the batches its gradient is tested on. */
final class BareForwards implements AutoCloseable {
    private final LanguageModel model;
    private final AssignedData data;

    BareForwards(TorchEngine engine, HParams hparams, Precision precision) {
        var computation = new Computation("cpu", precision, Computation.PLAIN.tokensAtOnce(), 1);
        model = LanguageModel.create(engine, hparams, computation);
        data = new AssignedData(hparams, WordNetCorpus.load(hparams.sequenceLength()));
    }

    /** Seconds for the peers from {@code first} to before {@code end}. */
    double run(int first, int end) {
        var seconds = 0.0;
        for (var uid = first; uid < end; uid++) {
            var own = own(uid);
            var random = random();
            var begun = System.nanoTime();
            model.losses(own);
            model.losses(random);
            seconds += (System.nanoTime() - begun) / 1e9;
        }
        return seconds;
    }

    List<TokenBatch> own(int uid) {
        return data.own(PlayedWindow.WINDOW, uid, PlayedWindow.HASH);
    }

    List<TokenBatch> random() {
        return data.random(PlayedWindow.WINDOW, PlayedWindow.HASH);
    }

    /** Tokens of one evaluation. */
    long tokens() {
        return own(0).stream().mapToLong(batch -> batch.tokens().length).sum()
                + random().stream().mapToLong(batch -> batch.tokens().length).sum();
    }

    @Override
    public void close() {
        model.close();
    }
}
