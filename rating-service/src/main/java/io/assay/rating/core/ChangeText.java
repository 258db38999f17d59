package io.assay.rating.core;

import io.assay.protocol.event.StandingChange;
import io.assay.protocol.event.StandingChange.InactivityPenalty;
import io.assay.protocol.event.StandingChange.InvalidGradient;
import io.assay.protocol.event.StandingChange.MissingGradientPenalty;
import io.assay.protocol.event.StandingChange.OverlapPenalty;
import io.assay.protocol.event.StandingChange.PoorSyncPenalty;
import io.assay.protocol.event.StandingChange.Rated;
import io.assay.protocol.event.StandingChange.Reset;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A change of a standing for people, in the same words wherever it is told.
 *
 * @param name of the rule, in a word or two
 * @param text what it found, and what it did to the standing
 */
public record ChangeText(String name, String text) {
    private static final int PERCENT = 100;

    /** What a rule did and why. */
    public static ChangeText of(StandingChange change) {
        return switch (change) {
            case Reset reset ->
                new ChangeText(
                        "reset",
                        format(
                                "absent since window %d, longer than %d windows (reset_inactivity_windows):"
                                        + " everything starts afresh",
                                reset.inactiveSince(), reset.resetInactivityWindows()));
            case InactivityPenalty penalty ->
                new ChangeText(
                        "inactivity",
                        "absent since window " + penalty.inactiveSince() + lost(penalty, penalty.share()));
            case PoorSyncPenalty penalty ->
                new ChangeText("poor sync", behind(penalty) + lost(penalty, penalty.share()));
            case MissingGradientPenalty penalty ->
                new ChangeText("no gradient", missing(penalty) + lost(penalty, penalty.share()));
            case InvalidGradient invalid ->
                new ChangeText(
                        "invalid", invalid(invalid) + format(": final score %.6f -> 0", score(invalid.before())));
            case Rated rated -> new ChangeText("match", match(rated));
            case OverlapPenalty penalty -> new ChangeText("copy", alike(penalty) + lost(penalty, penalty.share()));
        };
    }

    private static double score(StandingChange.Values values) {
        return values.finalScore();
    }

    private static String lost(StandingChange change, double share) {
        var average = change.before().binaryAverage() == change.after().binaryAverage()
                ? ""
                : format(
                        ", binary average %.4f -> %.4f",
                        change.before().binaryAverage(), change.after().binaryAverage());
        return format(
                ": %s takes %s: final score %.6f -> %.6f%s",
                change.rule(), percent(share), score(change.before()), score(change.after()), average);
    }

    private static String behind(PoorSyncPenalty penalty) {
        return penalty.stepsBehind() == null
                ? "no usable probe, which counts as out of sync"
                : format("%.3f steps behind, allowed %s", penalty.stepsBehind(), penalty.syncMaxStepsBehind());
    }

    private static String alike(OverlapPenalty penalty) {
        var overlap = penalty.overlap();
        return format(
                "%s of the indices are those of %s's upload, %s; usual are %s, of the rest it has %s, allowed: below %s"
                        + " (idx_overlap_threshold)",
                percent(overlap.share()),
                overlap.withHotkey(),
                overlap.uploadedAt().equals(overlap.otherUploadedAt())
                        ? "of the same second"
                        : "which came "
                                + Duration.between(overlap.otherUploadedAt(), overlap.uploadedAt())
                                        .toSeconds() + " s before",
                percent(overlap.usual()),
                percent(overlap.excess()),
                percent(penalty.idxOverlapThreshold()));
    }

    private static String missing(MissingGradientPenalty penalty) {
        return penalty.reason() == null
                ? penalty.status().name().toLowerCase(Locale.ROOT)
                : "refused as " + penalty.reason().code();
    }

    private static String invalid(InvalidGradient invalid) {
        return invalid.reason() == null
                ? Objects.requireNonNull(invalid.failure()).code()
                : invalid.reason().code();
    }

    private static String match(Rated rated) {
        var before = rated.before();
        var after = rated.after();
        return format(
                "place %d of %d: mu %.6f -> %.6f, sigma %.6f -> %.6f, ordinal %.6f -> %.6f",
                rated.place(),
                rated.players(),
                before.mu(),
                after.mu(),
                before.sigma(),
                after.sigma(),
                before.mu() - 3 * before.sigma(),
                after.mu() - 3 * after.sigma());
    }

    static String percent(double share) {
        return format("%.2f %%", PERCENT * share);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that the core does not see
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
