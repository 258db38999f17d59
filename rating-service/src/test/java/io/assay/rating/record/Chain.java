package io.assay.rating.record;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.evaluation;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import io.assay.rating.core.Windows;
import java.util.stream.IntStream;

/** Verdicts of one subnet, each made by the real transition from the one before. */
public final class Chain {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    private final int netuid;
    private final int peers;
    private Before before = Before.FIRST;

    /** A chain without verdicts. */
    public Chain(int netuid, int peers) {
        this.netuid = netuid;
        this.peers = peers;
    }

    /** The verdict of a window in which every peer was measured, those of low uids best. */
    public WindowVerdict next(long window) {
        var verdict = TRANSITION.apply(
                before,
                ours(opened(window, uids(peers))),
                ours(closed(window, uids(peers))),
                IntStream.rangeClosed(1, peers)
                        .mapToObj(uid -> evaluation(uid, 0.1 / uid))
                        .toList());
        before = Before.after(verdict);
        return verdict;
    }

    /** The verdict of a window in which one peer's gradient is missing. */
    public WindowVerdict nextWithout(long window, int missing) {
        var arrivals = uids(peers).stream()
                .map(uid -> uid == missing ? PeerArrival.missing(uid, hotkey(uid)) : arrived(uid))
                .toList();
        var verdict = TRANSITION.apply(
                before,
                ours(opened(window, uids(peers))),
                ours(closedWith(window, arrivals)),
                IntStream.rangeClosed(1, peers)
                        .filter(uid -> uid != missing)
                        .mapToObj(uid -> evaluation(uid, 0.1 / uid))
                        .toList());
        before = Before.after(verdict);
        return verdict;
    }

    /** The same as the API keeps it. */
    public SettledWindow settled(long window) {
        return SettledWindow.of(next(window), new Position(0, window));
    }

    private <E extends Event> E ours(E event) {
        var text = new String(EventJson.write(event), UTF_8).replaceFirst("\"netuid\":\\d+", "\"netuid\":" + netuid);
        @SuppressWarnings("unchecked") // the type is read back as what it was
        var same = (E) EventJson.read(event.type(), text.getBytes(UTF_8));
        return same;
    }
}
