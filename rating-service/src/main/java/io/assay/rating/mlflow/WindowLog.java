package io.assay.rating.mlflow;

import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.record.WindowLosses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A window as a run knows it: one run for each subnet and each set of parameters, one step a window.
 *
 * @param hparams become the run's parameters
 */
record WindowLog(WindowFigures figures, HParams hparams) {
    /** What makes a run. */
    record Run(int netuid, String hparamsDigest) {}

    Run run() {
        return new Run(figures.netuid(), figures.hparamsDigest());
    }

    /** By name; all finite. */
    SequencedMap<String, Double> metrics() {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("global_step", (double) figures.globalStep());
        metrics.put("evaluated_share", figures.evaluatedShare());
        metrics.put("gather_success", figures.gatherSuccess());
        metrics.put("peers_registered", (double) figures.roster());
        metrics.put("peers_arrived", (double) figures.arrived());
        metrics.put("peers_scored", (double) figures.scored());
        metrics.put("peers_weighted", (double) figures.weighted());
        metrics.put("weights_entropy", figures.weightsEntropy());
        metrics.put("learning_rate", figures.learningRate());
        metrics.put("degraded", figures.degraded() ? 1.0 : 0.0);
        if (figures.losses() != null) {
            losses(metrics, figures.losses());
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    private static void losses(Map<String, Double> metrics, WindowLosses losses) {
        metrics.put("loss_own_before", losses.ownBefore());
        metrics.put("loss_own_after", losses.ownAfter());
        metrics.put("loss_random_before", losses.randomBefore());
        metrics.put("loss_random_after", losses.randomAfter());
    }

    /** The parameters in force, by their names in {@code hparams.json}; those of the model as one text. */
    SequencedMap<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        var json = JsonMapper.builder().build().readTree(HParamsJson.write(hparams));
        json.properties()
                .forEach(each -> parameters.put(
                        each.getKey(),
                        each.getValue().isValueNode()
                                ? each.getValue().asString()
                                : each.getValue().toString()));
        return parameters;
    }
}
