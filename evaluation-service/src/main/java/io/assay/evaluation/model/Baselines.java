package io.assay.evaluation.model;

import io.assay.model.LanguageModel;
import io.assay.model.SyncProbe;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.event.GradientArrived;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a model where it stands, each measured once: losses before any gradient, and probed values. */
final class Baselines {
    private final LanguageModel model;
    private final Map<Own, Double> own = new HashMap<>();
    private final Map<String, Double> random = new HashMap<>();
    private final Map<String, float[]> probed = new HashMap<>();
    private volatile @Nullable Double lastRandom;

    Baselines(LanguageModel model) {
        this.model = model;
    }

    /** A peer's batches follow from its uid and the closing block. */
    private record Own(int uid, String closingBlockHash) {}

    double own(GradientArrived job, List<TokenBatch> batches) {
        return own.computeIfAbsent(new Own(job.uid(), job.closingBlockHash()), _ -> model.loss(batches));
    }

    double random(GradientArrived job, List<TokenBatch> batches) {
        var loss = random.computeIfAbsent(job.closingBlockHash(), _ -> model.loss(batches));
        lastRandom = loss;
        return loss;
    }

    float[] probed(String closingBlockHash, SyncProbe probe) {
        return probed.computeIfAbsent(closingBlockHash, hash -> model.valuesAt(probe.positions(hash)));
    }

    @Nullable
    Double lastRandom() {
        return lastRandom;
    }
}
