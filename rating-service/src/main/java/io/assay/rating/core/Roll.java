package io.assay.rating.core;

import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.StandingChange.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All peers known in a window, by hotkey, and every change of their standings in the order applied. */
final class Roll {
    private final TreeMap<String, Peer> peers = new TreeMap<>();
    private final List<StandingChange> changes = new ArrayList<>();

    /** Peers of the roster that have no standing yet start afresh; the uid is the roster's. */
    Roll(Collection<Standing> before, Collection<RosterEntry> roster, DoubleUnaryOperator stored) {
        before.forEach(standing -> peers.put(standing.hotkey(), Peer.from(standing, stored)));
        roster.forEach(entry -> peers.computeIfAbsent(entry.hotkey(), hotkey -> new Peer(entry.uid(), hotkey, stored))
                .moveTo(entry.uid()));
    }

    /** A copy, so that peers may be dropped while it is walked. */
    List<Peer> peers() {
        return List.copyOf(peers.values());
    }

    /** Those of the hotkeys that are known, in the order of the hotkeys. */
    List<Peer> peers(Set<String> hotkeys) {
        return peers.values().stream()
                .filter(peer -> hotkeys.contains(peer.hotkey()))
                .toList();
    }

    @Nullable
    Peer find(String hotkey) {
        return peers.get(hotkey);
    }

    void drop(Peer peer) {
        peers.remove(peer.hotkey());
    }

    /** How a change is told. */
    interface Telling {
        StandingChange tell(Peer peer, Values before, Values after);
    }

    void change(Peer peer, Consumer<Peer> rule, Telling telling) {
        changeAll(List.of(peer), () -> rule.accept(peer), telling);
    }

    /** A rule that can only be applied to several peers together. */
    void changeAll(List<Peer> several, Runnable rule, Telling telling) {
        var before = several.stream().map(Peer::values).toList();
        rule.run();
        for (var i = 0; i < several.size(); i++) {
            var peer = several.get(i);
            changes.add(telling.tell(peer, before.get(i), peer.values()));
        }
    }

    List<StandingChange> changes() {
        return List.copyOf(changes);
    }

    /** Peers that a rule was applied to: whose final score was set, reduced or reset. */
    List<Peer> scoredAnew() {
        return peers(changes.stream().map(StandingChange::hotkey).collect(Collectors.toSet()));
    }

    List<Standing> standings() {
        return peers.values().stream().map(Peer::standing).toList();
    }
}
