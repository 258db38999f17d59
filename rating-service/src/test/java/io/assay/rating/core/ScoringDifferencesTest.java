package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.WindowVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * In which windows of upstream's reference run our own behaviour comes to something else, and by which deliberate rule:
 * each window is computed both ways from upstream's state before it. The table in {@code docs/rationale.md} is this one.
 */
class ScoringDifferencesTest {
    private static final String ONE_PENALTY = "a missing or invalid gradient is penalised once a window";
    private static final String NOT_BEHIND = "an absent peer is missing, not out of sync as well";
    private static final String CLOCK = "absence is counted to the window itself, not to the one two later";
    private static final String RESET_ALL = "a reset takes the rating and the evaluated mark too";

    private static final JsonNode CASE =
            Vectors.read("scoring.json").get("cases").get(0);

    @Test
    void withUpstreamsValuesDiffersByTheseRulesOnly() {
        assertThat(differences(retaining(0.75)))
                .isEqualTo(Map.of(
                        ONE_PENALTY, "6 7 9 20 26 33",
                        NOT_BEHIND, "8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26",
                        CLOCK, "32",
                        RESET_ALL, "34 35"));
    }

    @Test
    void withOurValuesDiffersByTheseRulesOnly() {
        assertThat(differences(retaining(0.25)))
                .isEqualTo(Map.of(
                        ONE_PENALTY, "6 7 9 20 26 33",
                        NOT_BEHIND, "8 9 10 11 20 21 22 23",
                        CLOCK, "32",
                        RESET_ALL, "34 35"));
    }

    private static double retaining(double share) {
        return CASE.get("variants")
                .valueStream()
                .mapToDouble(variant ->
                        variant.get("retain_missing_gradient_and_poor_sync").doubleValue())
                .filter(retained -> retained == share)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> differences(double retained) {
        var upstream = transition("templar-0.2.80", 1 - retained);
        var ours = transition("assay", 1 - retained);
        var windows = new TreeMap<String, String>();
        var before = WindowTransition.Before.FIRST;
        for (var input : CASE.get("inputs")) {
            var theirs = ScoringVectorsTest.apply(upstream, before, input);
            for (var rule : rules(theirs, ScoringVectorsTest.apply(ours, before, input))) {
                windows.merge(rule, Long.toString(theirs.window()), (all, window) -> all + " " + window);
            }
            before = WindowTransition.Before.after(theirs);
        }
        return windows;
    }

    private static WindowTransition transition(String parity, double penalty) {
        return new WindowTransition(Windows.with("""
                {"parity": "%s", "missing_gradient_penalty": %s, "poor_sync_penalty": %s}""".formatted(parity, penalty, penalty)));
    }

    private static Set<String> rules(WindowVerdict theirs, WindowVerdict ours) {
        var rules = new TreeSet<String>();
        for (var i = 0; i < theirs.standings().size(); i++) {
            var hotkey = theirs.standings().get(i).hotkey();
            if (!same(theirs.standings().get(i), ours.standings().get(i))) {
                rules.addAll(rules(applied(theirs, hotkey), applied(ours, hotkey)));
            }
        }
        return rules;
    }

    /** All that differs of a peer must come from rules that were applied to it in one way and not in the other. */
    private static List<String> rules(List<String> theirs, List<String> ours) {
        assertThat(theirs).isNotEqualTo(ours);
        var rules = new TreeSet<String>();
        if (count(theirs, StandingChange.MISSING_GRADIENT_PENALTY)
                > count(ours, StandingChange.MISSING_GRADIENT_PENALTY)) {
            rules.add(ONE_PENALTY);
        }
        if (count(theirs, StandingChange.POOR_SYNC_PENALTY) > count(ours, StandingChange.POOR_SYNC_PENALTY)) {
            rules.add(NOT_BEHIND);
        }
        if (count(theirs, StandingChange.RESET) > count(ours, StandingChange.RESET)) {
            rules.add(CLOCK);
        }
        if (count(theirs, StandingChange.RESET) < count(ours, StandingChange.RESET)) {
            rules.add(RESET_ALL);
        }
        assertThat(rules).as("%s and %s", theirs, ours).isNotEmpty();
        return List.copyOf(rules);
    }

    private static long count(List<String> rules, String rule) {
        return rules.stream().filter(rule::equals).count();
    }

    private static List<String> applied(WindowVerdict verdict, String hotkey) {
        return verdict.changes().stream()
                .filter(change -> change.hotkey().equals(hotkey))
                .map(StandingChange::rule)
                .toList();
    }

    /** Weights follow from the scores of all and are left out. */
    private static boolean same(Standing theirs, Standing ours) {
        var a = numbers(theirs);
        var b = numbers(ours);
        return theirs.evaluated() == ours.evaluated() && Arrays.equals(a, b, (x, y) -> close(x, y) ? 0 : 1);
    }

    private static Double[] numbers(Standing standing) {
        return new Double[] {
            standing.mu(), standing.sigma(), standing.binaryAverage(), standing.syncScore(), standing.finalScore()
        };
    }

    private static boolean close(double x, double y) {
        return Math.abs(x - y) <= 1e-6 * Math.max(1, Math.abs(x));
    }
}
