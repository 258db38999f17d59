package io.assay.rating.core;

import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.StandingChange.InactivityPenalty;
import io.assay.protocol.event.StandingChange.InvalidGradient;
import io.assay.protocol.event.StandingChange.MissingGradientPenalty;
import io.assay.protocol.event.StandingChange.OverlapPenalty;
import io.assay.protocol.event.StandingChange.PoorSyncPenalty;
import io.assay.protocol.event.StandingChange.Rated;
import io.assay.protocol.event.StandingChange.Reset;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowTransitionPropertiesTest {
    private static final WindowTransition TRANSITION = new WindowTransition(Windows.HPARAMS);

    /** A story of some windows with everything in it that can happen, drawn from the random numbers. */
    private static List<WindowVerdict> story(int windows, Random random, Random shuffle) {
        var verdicts = new ArrayList<WindowVerdict>();
        var before = WindowTransition.Before.FIRST;
        for (var window = 1; window <= windows; window++) {
            var roster = some(random, 0.9);
            var arrivals = roster.stream().map(uid -> arrival(random, uid)).toList();
            var evaluations = new ArrayList<PeerEvaluation>();
            for (var uid : roster) {
                if (random.nextInt(8) > 0) {
                    evaluations.add(evaluation(random, uid));
                }
            }
            Collections.shuffle(evaluations, shuffle);
            var opened = opened(window, roster, some(random, 0.8), some(random, 0.6));
            var verdict = TRANSITION.apply(before, opened, Windows.closedWith(window, arrivals), evaluations);
            verdicts.add(verdict);
            before = WindowTransition.Before.after(verdict);
        }
        return verdicts;
    }

    private static List<Integer> some(Random random, double share) {
        return uids(8).stream().filter(_ -> random.nextDouble() < share).toList();
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static PeerArrival arrival(Random random, int uid) {
        return switch (random.nextInt(10)) {
            case 0 -> PeerArrival.missing(uid, hotkey(uid));
            case 1 -> PeerArrival.inactive(uid, hotkey(uid));
            case 2 -> PeerArrival.rejected(uid, hotkey(uid), any(random, List.of(RejectReason.values())));
            case 3 -> Windows.copied(uid, 1, 0.5 + random.nextDouble() / 2);
            default -> Windows.arrived(uid);
        };
    }

    private static PeerEvaluation evaluation(Random random, int uid) {
        if (random.nextInt(8) == 0) {
            return PeerEvaluation.of(Windows.failed(1, uid, any(random, List.of(EvaluationFailure.values()))));
        }
        var steps = random.nextInt(6) == 0 ? null : (Double) (random.nextDouble() * 5);
        return PeerEvaluation.of(Windows.delta(
                1, uid, random.nextGaussian() / 50 + uid / 200.0, random.nextGaussian() / 50 + uid / 200.0, steps));
    }

    @Property(tries = 15)
    void theOrderOfEvaluationsChangesNoByte(
            @ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed, @ForAll long other) {
        assertThat(story(windows, new Random(seed), new Random(other)))
                .isEqualTo(story(windows, new Random(seed), new Random(seed)));
    }

    @Property(tries = 15)
    void weightsSumToOneOrAreNone(@ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed) {
        assertThat(story(windows, new Random(seed), new Random(seed))).allSatisfy(verdict -> {
            var sum = verdict.weights().stream()
                    .mapToDouble(WindowVerdict.Weight::share)
                    .sum();
            assertThat(sum).isCloseTo(verdict.weights().isEmpty() ? 0 : 1, within(1e-9));
        });
    }

    @Property(tries = 15)
    void aPenaltyNeverRaisesAScore(@ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed) {
        for (var verdict : story(windows, new Random(seed), new Random(seed))) {
            assertThat(verdict.changes())
                    .filteredOn(change -> !(change instanceof Rated || change instanceof Reset))
                    .allSatisfy(change -> {
                        assertThat(change.before().finalScore()).isPositive();
                        assertThat(change.after().finalScore())
                                .isBetween(0.0, change.before().finalScore());
                        assertThat(Math.abs(change.after().binaryAverage()))
                                .isLessThanOrEqualTo(Math.abs(change.before().binaryAverage()));
                    });
        }
    }

    @Property(tries = 15)
    void causesComeInTheOrderOfTheRules(@ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed) {
        for (var verdict : story(windows, new Random(seed), new Random(seed))) {
            var steps = verdict.changes().stream()
                    .map(change -> switch (change) {
                        case Reset _, InactivityPenalty _ -> 2;
                        case PoorSyncPenalty _ -> 3;
                        case MissingGradientPenalty _, InvalidGradient _ -> 4;
                        case Rated _ -> 6;
                        case OverlapPenalty _ -> 7;
                    })
                    .toList();
            assertThat(steps).isSorted();
        }
    }

    @Property(tries = 15)
    void nobodyButACopyIsPenalisedInADegradedWindow(
            @ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed) {
        assertThat(story(windows, new Random(seed), new Random(seed)))
                .filteredOn(WindowVerdict::degraded)
                .allSatisfy(verdict -> assertThat(verdict.changes())
                        .allSatisfy(change -> assertThat(change).isInstanceOfAny(Rated.class, OverlapPenalty.class)));
    }

    @Property(tries = 15)
    void everyVerdictIsRecomputedFromWhatIsRecorded(
            @ForAll @IntRange(min = 1, max = 40) int windows, @ForAll long seed) {
        var before = WindowTransition.Before.FIRST;
        for (var verdict : story(windows, new Random(seed), new Random(seed))) {
            var recorded = (WindowVerdict) EventJson.read(verdict.type(), EventJson.write(verdict));
            assertThat(WindowTransition.recompute(before, recorded)).isEqualTo(verdict);
            before = WindowTransition.Before.after(recorded);
        }
    }
}
