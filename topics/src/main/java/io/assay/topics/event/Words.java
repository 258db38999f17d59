package io.assay.topics.event;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an event says, in a sentence. */
final class Words {
    private Words() {}

    static String of(Event event) {
        return switch (event) {
            case WindowOpened opened -> opened(opened);
            case WindowClosing closing ->
                "closing block %d of %s, hash %s"
                        .formatted(closing.closingBlock(), closing.closingAt(), closing.closingBlockHash());
            case WindowClosed closed -> closed(closed);
            case GradientArrived arrived ->
                "gradient arrived: %,d bytes, uploaded %s, %s"
                        .formatted(
                                arrived.upload().sizeBytes(),
                                arrived.upload().lastModified(),
                                arrived.drawn() ? "drawn" : "not drawn");
            case GradientRejected rejected ->
                "gradient refused, " + rejected.reason().code() + ": " + rejected.detail();
            case LossDelta delta -> delta(delta);
            case EvaluationFailed failed ->
                "not measured, %s: %s (%s)".formatted(failed.reason().code(), failed.detail(), failed.evaluator());
            case ModelAdvanced advanced -> advanced(advanced);
            case WindowVerdict verdict -> verdict(verdict);
            case PeerStanding standing -> standing(standing.standing());
            case WeightsPlanned planned -> planned(planned);
            case WeightsSubmitted sent ->
                "weights taken by the node, attempt %d, extrinsic %s".formatted(sent.attempt(), sent.extrinsicHash());
            case WeightsRefused refused ->
                "weights refused by the node, %s: %s, extrinsic %s"
                        .formatted(refused.error(), refused.detail(), refused.extrinsicHash());
            case WeightsInBlock in -> "weights in block %d, extrinsic %s".formatted(in.block(), in.extrinsicHash());
            case WeightsExpired expired ->
                "extrinsic without effect, %s: %s".formatted(expired.reason(), expired.extrinsicHash());
            case WeightsCommitted committed ->
                "weights committed in block %d, extrinsic %s".formatted(committed.block(), committed.extrinsicHash());
            case WeightsFinalized done ->
                "weights final in block %d, extrinsic %s".formatted(done.block(), done.extrinsicHash());
            case WeightsFailed failed ->
                "weights given up, %s: %s%s"
                        .formatted(
                                failed.error(),
                                failed.detail(),
                                failed.extrinsicHash() == null ? "" : ", extrinsic " + failed.extrinsicHash());
        };
    }

    private static String opened(WindowOpened opened) {
        return "opened at block %d: %d miners, %d active, %d drawn, %d in the gather set, step %d"
                .formatted(
                        opened.openedAtBlock(),
                        opened.roster().size(),
                        opened.roster().stream().filter(RosterEntry::active).count(),
                        opened.drawn().size(),
                        opened.gather().size(),
                        opened.globalStep());
    }

    private static String closed(WindowClosed closed) {
        var counts = closed.arrivals().stream()
                .collect(Collectors.groupingBy(Words::outcome, TreeMap::new, Collectors.counting()));
        var told = counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        return "closed by block %d, uploads until %s: %s"
                .formatted(closed.closingBlock(), closed.uploadsUntil(), told.isEmpty() ? "no miners" : told);
    }

    static String outcome(PeerArrival arrival) {
        var reason = arrival.reason();
        var status = arrival.status().name().toLowerCase(Locale.ROOT);
        return arrival.status() == ArrivalStatus.REJECTED && reason != null ? status + " " + reason.code() : status;
    }

    private static String delta(LossDelta delta) {
        var behind = delta.stepsBehind();
        return "loss %s on its own data, %s on random data, %s, by %s in %,d ms"
                .formatted(
                        losses(delta.own()),
                        losses(delta.random()),
                        behind == null ? "no probe" : number("%.2f steps behind", behind),
                        delta.evaluator(),
                        delta.durationMillis());
    }

    private static String losses(LossPair pair) {
        return String.format(
                Locale.ROOT, "%.4f → %.4f (%+.2f%%)", pair.before(), pair.after(), -100 * pair.relativeImprovement());
    }

    private static String advanced(ModelAdvanced advanced) {
        return advanced.aggregate() == null
                ? "model stays as it is: nothing was gathered, step " + advanced.globalStep()
                : "model moved by %d gradients, learning rate %s, step %d"
                        .formatted(advanced.gathered().size(), advanced.learningRate(), advanced.globalStep());
    }

    private static String verdict(WindowVerdict verdict) {
        var top = verdict.weights().stream()
                .sorted(Comparator.comparingDouble(WindowVerdict.Weight::share).reversed())
                .map(weight -> weight.uid() + ":" + percent(weight.share()))
                .collect(Collectors.joining(" "));
        return "verdict%s: %d standings, %d evaluated, weights %s, changes %s, hash %s"
                .formatted(
                        verdict.degraded() ? ", degraded" : "",
                        verdict.standings().size(),
                        verdict.inputs().evaluations().size(),
                        top.isEmpty() ? "none" : top,
                        changes(verdict),
                        verdict.verdictHash());
    }

    private static String changes(WindowVerdict verdict) {
        var counts = verdict.changes().stream()
                .collect(Collectors.groupingBy(change -> change.rule(), TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(","));
    }

    static String standing(Standing standing) {
        return String.format(
                Locale.ROOT,
                "stands at ordinal %.3f, binary %.3f, sync %.3f, final %.4f, weight %s",
                standing.ordinal(),
                standing.binaryAverage(),
                standing.syncScore(),
                standing.finalScore(),
                percent(standing.weight()));
    }

    private static String planned(WeightsPlanned planned) {
        var extrinsic = planned.extrinsic();
        return "weights of %d uids planned%s, nonce %d, extrinsic %s"
                .formatted(
                        planned.weights().size(),
                        extrinsic == null
                                ? ""
                                : " by %s, blocks %d to %d"
                                        .formatted(extrinsic.call().name(), extrinsic.birth(), extrinsic.death() - 1),
                        planned.nonce(),
                        planned.extrinsicHash());
    }

    static String percent(double share) {
        return number("%.2f%%", 100 * share);
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
