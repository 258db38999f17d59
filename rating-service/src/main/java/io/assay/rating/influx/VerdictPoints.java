package io.assay.rating.influx;

import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.figures.WindowFigures;
import io.assay.rating.record.RecordedVerdict;
import io.assay.rating.record.WindowLosses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A verdict as points, named as Templar 0.2.80 names them, so that its dashboards can be used: {@code validator_openskill},
 * {@code validator_scores}, {@code validator_slash}, {@code validator_inactivity}, {@code validator_sync_score} of a peer and
 * {@code validator_window_v2} of the window, tagged with {@code eval_uid}, {@code window}, {@code global_step} and, because
 * several subnets may share a database, {@code config_netuid}. What a record does not hold, such as upstream's timings, is
 * not there. The same verdict gives the same points, at the time at which it was written: sent again they change nothing.
 */
final class VerdictPoints {
    private final String prefix;
    private final WindowVerdict verdict;
    private final WindowFigures figures;
    private final Map<String, Integer> uids = new HashMap<>();
    private final List<Point> points = new ArrayList<>();

    private VerdictPoints(String prefix, RecordedVerdict recorded, WindowFigures figures) {
        this.prefix = prefix;
        this.verdict = recorded.verdict();
        this.figures = figures;
        for (RosterEntry entry : verdict.inputs().roster()) {
            uids.put(entry.hotkey(), entry.uid());
        }
        verdict.standings().forEach(standing -> uids.putIfAbsent(standing.hotkey(), standing.uid()));
    }

    /**
     * All points of a verdict.
     *
     * @param prefix before each measurement's name
     */
    static List<Point> of(String prefix, RecordedVerdict recorded, WindowFigures figures) {
        var points = new VerdictPoints(prefix, recorded, figures);
        points.verdict.standings().stream().filter(Standing::evaluated).forEach(points::standing);
        points.verdict.changes().forEach(points::change);
        points.synced();
        points.window();
        return points.points;
    }

    private void standing(Standing standing) {
        var skill = new LinkedHashMap<String, Object>();
        skill.put("mu", standing.mu());
        skill.put("sigma", standing.sigma());
        skill.put("ordinal", standing.ordinal());
        peer("validator_openskill", standing.hotkey(), Map.of(), skill);
        var scores = new LinkedHashMap<String, Object>();
        scores.put("gradient_score", Objects.requireNonNullElse(standing.gradientScore(), Double.NaN));
        scores.put(
                "binary_indicator",
                standing.binaryIndicator() == null ? Double.NaN : (double) standing.binaryIndicator());
        scores.put("binary_moving_avg", standing.binaryAverage());
        scores.put("sync_score", standing.syncScore());
        scores.put("final_score", standing.finalScore());
        scores.put("weight", standing.weight());
        peer("validator_scores", standing.hotkey(), Map.of(), scores);
    }

    private void change(StandingChange change) {
        switch (change) {
            case StandingChange.InactivityPenalty penalty ->
                peer("validator_inactivity", change.hotkey(), Map.of(), scores(penalty));
            case StandingChange.Reset reset -> slash(reset, "absent since window " + reset.inactiveSince());
            case StandingChange.PoorSyncPenalty penalty ->
                slash(penalty, "steps behind: " + Objects.requireNonNullElse(penalty.stepsBehind(), "not known"));
            case StandingChange.MissingGradientPenalty penalty ->
                slash(
                        penalty,
                        penalty.reason() == null
                                ? penalty.status().name()
                                : penalty.reason().code());
            case StandingChange.InvalidGradient invalid ->
                slash(
                        invalid,
                        Stream.of(invalid.reason(), invalid.failure())
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .findFirst()
                                .orElse(""));
            case StandingChange.OverlapPenalty penalty ->
                slash(penalty, "like that of " + penalty.overlap().withHotkey());
            case StandingChange.Rated _ -> {
                // what it led to is in the standing
            }
        }
    }

    private void slash(StandingChange change, String reason) {
        var fields = scores(change);
        fields.put("reason", reason);
        peer("validator_slash", change.hotkey(), Map.of("reason_code", change.rule()), fields);
    }

    private static SequencedMap<String, Object> scores(StandingChange change) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("score_before", change.before().finalScore());
        fields.put("score_after", change.after().finalScore());
        return fields;
    }

    private void synced() {
        var standings = new HashMap<String, Standing>();
        verdict.standings().forEach(standing -> standings.put(standing.hotkey(), standing));
        for (var evaluation : verdict.inputs().evaluations()) {
            var standing = standings.get(evaluation.hotkey());
            if (standing != null && evaluation.failure() == null) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("avg_steps_behind", Objects.requireNonNullElse(evaluation.stepsBehind(), Double.NaN));
                fields.put("sync_score", standing.syncScore());
                peer("validator_sync_score", evaluation.hotkey(), Map.of(), fields);
            }
        }
    }

    private void window() {
        var fields = new LinkedHashMap<String, Object>();
        if (figures.losses() != null) {
            losses(fields, figures.losses());
        }
        fields.put("evaluated_uids_count", (long) figures.scored());
        fields.put("total_skipped", (long) figures.skipped());
        fields.put("active_miners_count", (long) figures.arrived());
        fields.put("total_peers", (long) figures.roster());
        fields.put("gather_success_rate", 100 * figures.gatherSuccess());
        fields.put("learning_rate", figures.learningRate());
        fields.put("degraded", figures.degraded());
        fields.put("weights_entropy", figures.weightsEntropy());
        points.add(new Point(prefix + "validator_window_v2", tags(), fields, time()));
    }

    private static void losses(Map<String, Object> fields, WindowLosses losses) {
        fields.put("loss_own_before", losses.ownBefore());
        fields.put("loss_own_after", losses.ownAfter());
        fields.put("loss_random_before", losses.randomBefore());
        fields.put("loss_random_after", losses.randomAfter());
        fields.put("loss_own_improvement", (losses.ownBefore() - losses.ownAfter()) / losses.ownBefore());
        fields.put("loss_random_improvement", (losses.randomBefore() - losses.randomAfter()) / losses.randomBefore());
    }

    private void peer(
            String measurement, String hotkey, Map<String, String> more, SequencedMap<String, Object> fields) {
        var uid = uids.get(hotkey);
        if (uid == null) {
            return;
        }
        var tags = tags();
        tags.put("eval_uid", Integer.toString(uid));
        tags.putAll(more);
        points.add(new Point(prefix + measurement, tags, fields, time()));
    }

    private SequencedMap<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("config_netuid", Integer.toString(verdict.netuid()));
        tags.put("window", Long.toString(verdict.window()));
        tags.put("global_step", Long.toString(verdict.globalStep()));
        return tags;
    }

    private Instant time() {
        return figures.settledAt();
    }
}
