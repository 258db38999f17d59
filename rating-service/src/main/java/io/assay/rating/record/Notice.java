package io.assay.rating.record;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.rating.core.ChangeText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A penalty, or an upload that was refused or could not be measured and was not penalised for it.
 *
 * @param uid absent when the peer is known by its hotkey only
 * @param rule the rule's name on the wire, {@code refused} or {@code not_measured}
 * @param name the same in a word or two
 * @param text what was found, and what it did to the standing
 */
public record Notice(long window, @Nullable Integer uid, String hotkey, String rule, String name, String text) {
    /** Everything of a window that somebody should know of: the rules' in the order applied, then the others by uid. */
    public static Stream<Notice> of(SettledWindow settled) {
        var uids = uids(settled);
        var penalties = settled.changes().stream()
                .filter(change -> !(change instanceof StandingChange.Rated))
                .toList();
        var penalised = penalties.stream().map(StandingChange::hotkey).collect(Collectors.toSet());
        return Stream.concat(
                penalties.stream().map(change -> of(settled.window(), uids.get(change.hotkey()), change)),
                settled.outcomes().stream()
                        .filter(outcome -> !penalised.contains(outcome.hotkey()))
                        .flatMap(outcome -> of(settled.window(), outcome).stream()));
    }

    private static Map<String, Integer> uids(SettledWindow settled) {
        var uids = new HashMap<String, Integer>();
        for (Standing standing : settled.standings()) {
            uids.put(standing.hotkey(), standing.uid());
        }
        settled.outcomes().forEach(outcome -> uids.put(outcome.hotkey(), outcome.uid()));
        return uids;
    }

    private static Notice of(long window, @Nullable Integer uid, StandingChange change) {
        var told = ChangeText.of(change);
        return new Notice(window, uid, change.hotkey(), change.rule(), told.name(), told.text());
    }

    private static Optional<Notice> of(long window, PeerOutcome outcome) {
        if (outcome.reason() != null) {
            return Optional.of(of(window, outcome, "refused", outcome.reason().code()));
        }
        return Optional.ofNullable(outcome.failure())
                .map(failure -> of(window, outcome, "not_measured", failure.code()));
    }

    private static Notice of(long window, PeerOutcome outcome, String rule, String reason) {
        return new Notice(
                window, outcome.uid(), outcome.hotkey(), rule, rule.replace('_', ' '), reason + ", no penalty");
    }
}
