package io.assay.topics.event;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event as a line.
 *
 * @param who the peer it is about, uid and hotkey shortened; empty for all
 * @param words what happened
 */
public record Line(long window, String who, String words) {
    private static final int SHORT = 8;

    /** What the event says. */
    public static Line of(Event event) {
        return new Line(event.window(), subject(event), Words.of(event));
    }

    /** What the event says of a peer; empty when it says nothing of it. */
    public static Optional<Line> of(Event event, Peer peer) {
        return switch (event) {
            case GradientArrived e -> ifIs(peer, e.uid(), e.hotkey(), event);
            case GradientRejected e -> ifIs(peer, e.uid(), e.hotkey(), event);
            case LossDelta e -> ifIs(peer, e.uid(), e.hotkey(), event);
            case EvaluationFailed e -> ifIs(peer, e.uid(), e.hotkey(), event);
            case PeerStanding e -> ifIs(peer, e.standing().uid(), e.standing().hotkey(), event);
            case WindowOpened opened -> opened(opened, peer);
            case WindowClosed closed -> closed(closed, peer);
            case ModelAdvanced advanced -> advanced(advanced, peer);
            case WindowVerdict verdict -> verdict(verdict, peer);
            case WeightsPlanned planned -> planned(planned, peer);
            case WindowClosing _ -> Optional.empty();
            case WeightsSubmitted _, WeightsRefused _, WeightsInBlock _, WeightsExpired _ -> Optional.empty();
            case WeightsCommitted _, WeightsFinalized _, WeightsFailed _ -> Optional.empty();
        };
    }

    private static Optional<Line> ifIs(Peer peer, int uid, String hotkey, Event event) {
        return peer.is(uid, hotkey) ? Optional.of(of(event)) : Optional.empty();
    }

    private static String subject(Event event) {
        return switch (event) {
            case GradientArrived e -> who(e.uid(), e.hotkey());
            case GradientRejected e -> who(e.uid(), e.hotkey());
            case LossDelta e -> who(e.uid(), e.hotkey());
            case EvaluationFailed e -> who(e.uid(), e.hotkey());
            case PeerStanding e -> who(e.standing().uid(), e.standing().hotkey());
            case WindowOpened _, WindowClosing _, WindowClosed _, ModelAdvanced _, WindowVerdict _ -> "";
            case WeightsPlanned _, WeightsSubmitted _, WeightsRefused _, WeightsInBlock _ -> "";
            case WeightsExpired _, WeightsCommitted _, WeightsFinalized _, WeightsFailed _ -> "";
        };
    }

    private static Optional<Line> opened(WindowOpened opened, Peer peer) {
        return opened.roster().stream()
                .filter(entry -> peer.is(entry.uid(), entry.hotkey()))
                .findFirst()
                .map(entry -> new Line(
                        opened.window(),
                        who(entry.uid(), entry.hotkey()),
                        "opened at block %d: %s, %s, %s"
                                .formatted(
                                        opened.openedAtBlock(),
                                        entry.active() ? "active" : "inactive",
                                        in(opened.drawn(), entry.hotkey(), "drawn"),
                                        in(opened.gather(), entry.hotkey(), "in the gather set"))));
    }

    private static String in(List<String> hotkeys, String hotkey, String what) {
        return hotkeys.contains(hotkey) ? what : "not " + what;
    }

    private static Optional<Line> closed(WindowClosed closed, Peer peer) {
        return closed.arrivals().stream()
                .filter(arrival -> peer.is(arrival.uid(), arrival.hotkey()))
                .findFirst()
                .map(arrival -> new Line(
                        closed.window(),
                        who(arrival.uid(), arrival.hotkey()),
                        "closed by block " + closed.closingBlock() + ": " + Words.outcome(arrival)));
    }

    private static Optional<Line> advanced(ModelAdvanced advanced, Peer peer) {
        return advanced.gathered().stream()
                .filter(peer::is)
                .findFirst()
                .map(hotkey ->
                        new Line(advanced.window(), shortened(hotkey), "its gradient is in: " + Words.of(advanced)));
    }

    private static Optional<Line> verdict(WindowVerdict verdict, Peer peer) {
        return verdict.standings().stream()
                .filter(standing -> peer.is(standing.uid(), standing.hotkey()))
                .findFirst()
                .map(standing -> new Line(
                        verdict.window(),
                        who(standing.uid(), standing.hotkey()),
                        "verdict: " + Words.standing(standing) + ", changes " + changes(verdict, standing.hotkey())));
    }

    private static String changes(WindowVerdict verdict, String hotkey) {
        var rules = verdict.changes().stream()
                .filter(change -> change.hotkey().equals(hotkey))
                .map(change -> change.rule())
                .collect(Collectors.joining(","));
        return rules.isEmpty() ? "none" : rules;
    }

    private static Optional<Line> planned(WeightsPlanned planned, Peer peer) {
        return planned.weights().stream()
                .filter(weight -> peer.is(weight.uid(), weight.hotkey()))
                .findFirst()
                .map(weight -> new Line(
                        planned.window(),
                        who(weight.uid(), weight.hotkey()),
                        "its weight is %d of 65535: %s".formatted(weight.value(), Words.of(planned))));
    }

    private static String who(int uid, String hotkey) {
        return uid + " " + shortened(hotkey);
    }

    private static String shortened(String hotkey) {
        return hotkey.substring(0, Math.min(SHORT, hotkey.length())) + "…";
    }
}
