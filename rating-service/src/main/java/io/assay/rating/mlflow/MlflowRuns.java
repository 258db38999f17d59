package io.assay.rating.mlflow;

import io.assay.rating.figures.Outbox;
import io.assay.rating.figures.Outbox.Answer;
import io.assay.rating.mlflow.WindowLog.Run;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * Logs windows to their runs. A run is found again by its tags, so that a restart goes on with it; MLflow keeps one value of a
 * metric for a step and a time, so that a window logged twice is there once.
 */
final class MlflowRuns implements Outbox.Receiver<WindowLog> {
    private static final String NETUID = "assay.netuid";
    private static final String DIGEST = "assay.hparams_digest";

    private final MlflowClient client;
    private final String experiment;
    private final Map<Run, String> known = new HashMap<>();
    private @Nullable String experimentId;

    MlflowRuns(MlflowClient client, String experiment) {
        this.client = client;
        this.experiment = experiment;
    }

    @Override
    public Answer send(List<WindowLog> windows) throws IOException, InterruptedException {
        try {
            var runs = windows.stream()
                    .collect(Collectors.groupingBy(WindowLog::run, LinkedHashMap::new, Collectors.toList()));
            for (var run : runs.entrySet()) {
                log(runId(run.getValue().getFirst()), run.getValue());
            }
            return new Answer.Taken();
        } catch (MlflowException e) {
            if (e.isMissing()) {
                // Somebody deleted the run or the experiment: the next attempt makes them again.
                known.clear();
                experimentId = null;
            }
            var why = String.valueOf(e.getMessage());
            return e.isFinal() ? new Answer.Refused(why) : new Answer.Later(why);
        }
    }

    private void log(String run, List<WindowLog> windows) throws IOException, InterruptedException {
        var body = MlflowClient.object().put("run_id", run);
        var metrics = body.putArray("metrics");
        for (var window : windows) {
            var figures = window.figures();
            window.metrics()
                    .forEach((name, value) -> metrics.addObject()
                            .put("key", name)
                            .put("value", value)
                            .put("timestamp", figures.settledAt().toEpochMilli())
                            .put("step", figures.window()));
        }
        client.post("runs/log-batch", body);
    }

    private String runId(WindowLog window) throws IOException, InterruptedException {
        var id = known.get(window.run());
        if (id == null) {
            var found = search(window.run());
            id = found == null ? create(window) : found;
            known.put(window.run(), id);
        }
        return id;
    }

    private @Nullable String search(Run run) throws IOException, InterruptedException {
        var body = MlflowClient.object()
                .put(
                        "filter",
                        "tags.`" + NETUID + "` = '" + run.netuid() + "' and tags.`" + DIGEST + "` = '"
                                + run.hparamsDigest() + "'")
                .put("max_results", 1);
        body.putArray("experiment_ids").add(experimentId());
        return client.post("runs/search", body).at("/runs/0/info/run_id").asString(null);
    }

    private String create(WindowLog window) throws IOException, InterruptedException {
        var run = window.run();
        var body = MlflowClient.object()
                .put("experiment_id", experimentId())
                .put(
                        "run_name",
                        "subnet " + run.netuid() + ", " + run.hparamsDigest().substring(0, 8))
                .put("start_time", window.figures().settledAt().toEpochMilli());
        pair(body.putArray("tags"), NETUID, Integer.toString(run.netuid()));
        pair(body.withArray("tags"), DIGEST, run.hparamsDigest());
        var id = text(client.post("runs/create", body).at("/run/info/run_id").asString(""), "runs/create");
        var parameters = MlflowClient.object().put("run_id", id);
        var pairs = parameters.putArray("params");
        window.parameters().forEach((name, value) -> pair(pairs, name, value));
        client.post("runs/log-batch", parameters);
        return id;
    }

    private static void pair(ArrayNode into, String key, String value) {
        into.addObject().put("key", key).put("value", value);
    }

    private String experimentId() throws IOException, InterruptedException {
        var id = experimentId;
        if (id == null) {
            id = findOrCreateExperiment();
            experimentId = id;
        }
        return id;
    }

    private String findOrCreateExperiment() throws IOException, InterruptedException {
        try {
            return text(
                    client.get("experiments/get-by-name", "experiment_name", experiment)
                            .at("/experiment/experiment_id")
                            .asString(""),
                    "experiments/get-by-name");
        } catch (MlflowException e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
        var body = MlflowClient.object().put("name", experiment);
        return text(
                client.post("experiments/create", body).path("experiment_id").asString(""), "experiments/create");
    }

    private static String text(String id, String path) throws IOException {
        if (id.isEmpty()) {
            throw new IOException("the answer of " + path + " has no id: is it an MLflow tracking server?");
        }
        return id;
    }
}
