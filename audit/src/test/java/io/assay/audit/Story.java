package io.assay.audit;

import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.EventJson;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A subnet's record made by the real transition: some peers are scored, some are missing, some are refused. */
public final class Story {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(7);
    private final int netuid;
    private final int peers;
    private final HParams hparams;
    private final WindowTransition transition;
    private final List<WindowVerdict> verdicts = new ArrayList<>();

    /**
     * Nothing has happened yet.
     *
     * @param over parameters laid over the usual ones, as JSON
     */
    public Story(int netuid, int peers, String over) {
        this.netuid = netuid;
        this.peers = peers;
        this.hparams = HParamsJson.overlay(HParamsJson.read(resource("hparams-story.json")), over);
        this.transition = new WindowTransition(hparams);
    }

    /** Four peers with our own parameters. */
    public static List<WindowVerdict> of(int netuid, int windows) {
        return new Story(netuid, 4, "{}").windows(windows);
    }

    /** As they are recorded. */
    public static List<byte[]> json(List<WindowVerdict> verdicts) {
        return verdicts.stream().map(EventJson::write).toList();
    }

    /** As text, to be tampered with. */
    public static List<String> text(List<WindowVerdict> verdicts) {
        return json(verdicts).stream()
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .toList();
    }

    public static String hotkey(int uid) {
        return "5Miner" + "x".repeat(36) + "%06d".formatted(uid).replace('0', 'z');
    }

    /** Goes on for some windows; all verdicts so far. */
    public List<WindowVerdict> windows(int count) {
        for (var i = 0; i < count; i++) {
            next();
        }
        return List.copyOf(verdicts);
    }

    private void next() {
        var arrivals = new ArrayList<PeerArrival>();
        var evaluations = new ArrayList<PeerEvaluation>();
        for (var uid = 1; uid <= peers; uid++) {
            var arrival = arrival(uid);
            arrivals.add(arrival);
            if (arrival.gradient() != null) {
                evaluations.add(evaluation(uid));
            }
        }
        verdict(arrivals, evaluations);
    }

    /** A window of which everything is given. */
    public WindowVerdict verdict(List<PeerArrival> arrivals, List<PeerEvaluation> evaluations) {
        var window = verdicts.size() + 10;
        var hotkeys = arrivals.stream().map(PeerArrival::hotkey).toList();
        var roster = arrivals.stream()
                .map(arrival -> new RosterEntry(arrival.uid(), arrival.hotkey(), true))
                .toList();
        var opened = new WindowOpened(
                netuid, window, window - 10, window * 7L, TIME, roster, hotkeys, hotkeys, transition.digest());
        var closed = new WindowClosed(netuid, window, window - 10, window * 7L + 7, "0xfeed", TIME, TIME, arrivals);
        var before = verdicts.isEmpty() ? Before.FIRST : Before.after(verdicts.getLast());
        verdicts.add(transition.apply(before, opened, closed, evaluations));
        return verdicts.getLast();
    }

    private PeerArrival arrival(int uid) {
        return switch (random.nextInt(8)) {
            case 0 -> PeerArrival.missing(uid, hotkey(uid));
            case 1 -> PeerArrival.rejected(uid, hotkey(uid), RejectReason.TOO_LATE);
            default -> arrived(uid);
        };
    }

    public static PeerArrival arrived(int uid) {
        var sha = "%064x".formatted(uid);
        return PeerArrival.arrived(uid, hotkey(uid), new PinnedObject("assay", "pinned/3/" + sha, 100, sha));
    }

    private PeerEvaluation evaluation(int uid) {
        return evaluation(uid, random.nextDouble());
    }

    /** A peer's losses fall from 5 by 0 to 1. */
    public static PeerEvaluation evaluation(int uid, double fall) {
        return new PeerEvaluation(
                hotkey(uid), new LossPair(5, 5 - fall * 1.1, 1000), new LossPair(5, 5 - fall, 1000), 0.5, null);
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Story.class.getResourceAsStream("/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
