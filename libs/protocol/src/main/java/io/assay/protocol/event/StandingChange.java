package io.assay.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * One change of a peer's standing inside a window: the rule, what it found, what it was applied with, and the values
 * before and after. A verdict has them in the order applied. On the wire the field {@code rule} names the kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StandingChange.Reset.class, name = StandingChange.RESET),
    @JsonSubTypes.Type(value = StandingChange.InactivityPenalty.class, name = StandingChange.INACTIVITY_PENALTY),
    @JsonSubTypes.Type(value = StandingChange.PoorSyncPenalty.class, name = StandingChange.POOR_SYNC_PENALTY),
    @JsonSubTypes.Type(
            value = StandingChange.MissingGradientPenalty.class,
            name = StandingChange.MISSING_GRADIENT_PENALTY),
    @JsonSubTypes.Type(value = StandingChange.InvalidGradient.class, name = StandingChange.INVALID_GRADIENT),
    @JsonSubTypes.Type(value = StandingChange.Rated.class, name = StandingChange.RATED),
    @JsonSubTypes.Type(value = StandingChange.OverlapPenalty.class, name = StandingChange.OVERLAP_PENALTY)
})
public sealed interface StandingChange {
    /** Name of {@link Reset} on the wire. */
    String RESET = "reset";

    /** Name of {@link InactivityPenalty} on the wire. */
    String INACTIVITY_PENALTY = "inactivity_penalty";

    /** Name of {@link PoorSyncPenalty} on the wire. */
    String POOR_SYNC_PENALTY = "poor_sync_penalty";

    /** Name of {@link MissingGradientPenalty} on the wire. */
    String MISSING_GRADIENT_PENALTY = "missing_gradient_penalty";

    /** Name of {@link InvalidGradient} on the wire. */
    String INVALID_GRADIENT = "invalid_gradient";

    /** Name of {@link Rated} on the wire. */
    String RATED = "rated";

    /** Name of {@link OverlapPenalty} on the wire. */
    String OVERLAP_PENALTY = "overlap_penalty";

    /** Whose standing. */
    String hotkey();

    /** Values the rule found. */
    Values before();

    /** Values the rule left. */
    Values after();

    /** The rule's name on the wire and in metrics. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    default String rule() {
        return switch (this) {
            case Reset _ -> RESET;
            case InactivityPenalty _ -> INACTIVITY_PENALTY;
            case PoorSyncPenalty _ -> POOR_SYNC_PENALTY;
            case MissingGradientPenalty _ -> MISSING_GRADIENT_PENALTY;
            case InvalidGradient _ -> INVALID_GRADIENT;
            case Rated _ -> RATED;
            case OverlapPenalty _ -> OVERLAP_PENALTY;
        };
    }

    /**
     * Absent for too long: everything about the peer starts afresh.
     *
     * @param inactiveSince first window of the absence
     * @param resetInactivityWindows the parameter: windows of absence that are not yet too long
     */
    record Reset(String hotkey, long inactiveSince, int resetInactivityWindows, Values before, Values after)
            implements StandingChange {
        public Reset {
            check(hotkey, before, after);
            Checks.notNegative("inactiveSince", inactiveSince);
            Checks.positive("resetInactivityWindows", resetInactivityWindows);
        }
    }

    /**
     * Absent in this window: the final score loses a share.
     *
     * @param inactiveSince first window of the absence
     * @param share the parameter {@code inactivity_penalty}, removed from the final score
     */
    record InactivityPenalty(String hotkey, long inactiveSince, double share, Values before, Values after)
            implements StandingChange {
        public InactivityPenalty {
            check(hotkey, before, after);
            Checks.notNegative("inactiveSince", inactiveSince);
            Checks.within("share", share, 0, 1);
        }
    }

    /**
     * A peer of the gather set whose model is not the common one: final score and binary average lose a share.
     *
     * @param stepsBehind as measured; absent without a usable probe, which counts as out of sync
     * @param syncMaxStepsBehind the parameter: out of sync is strictly more
     * @param share the parameter {@code poor_sync_penalty}
     */
    record PoorSyncPenalty(
            String hotkey,
            @Nullable Double stepsBehind,
            double syncMaxStepsBehind,
            double share,
            Values before,
            Values after)
            implements StandingChange {
        public PoorSyncPenalty {
            check(hotkey, before, after);
            if (stepsBehind != null) {
                Checks.within("stepsBehind", stepsBehind, 0, Double.MAX_VALUE);
            }
            Checks.within("syncMaxStepsBehind", syncMaxStepsBehind, 0, Double.MAX_VALUE);
            Checks.within("share", share, 0, 1);
        }
    }

    /**
     * Drawn or in the gather set, without a gradient that could be used: final score and binary average lose a share.
     *
     * @param status what arrived instead
     * @param reason why the upload was refused; present exactly when {@code status} is REJECTED
     * @param share the parameter {@code missing_gradient_penalty}
     */
    record MissingGradientPenalty(
            String hotkey,
            ArrivalStatus status,
            @Nullable RejectReason reason,
            double share,
            Values before,
            Values after)
            implements StandingChange {
        public MissingGradientPenalty {
            check(hotkey, before, after);
            Checks.present("status", status);
            Checks.within("share", share, 0, 1);
            if ((status == ArrivalStatus.REJECTED) != (reason != null)) {
                throw new IllegalArgumentException(
                        "reason is " + reason + ", allowed: present exactly with status REJECTED");
            }
        }
    }

    /**
     * What was uploaded is bad in itself: the final score is lost.
     *
     * @param reason why the upload was refused; absent when evaluation found it out
     * @param failure what evaluation found; absent when the upload was refused
     */
    record InvalidGradient(
            String hotkey,
            @Nullable RejectReason reason,
            @Nullable EvaluationFailure failure,
            Values before,
            Values after)
            implements StandingChange {
        public InvalidGradient {
            check(hotkey, before, after);
            if ((reason == null) == (failure == null)) {
                throw new IllegalArgumentException(
                        "reason is " + reason + ", failure is " + failure + ", allowed: exactly one of them");
            }
        }
    }

    /**
     * Measured, scored and rated.
     *
     * @param place in the match, 1 being the best; those who share a score share the place
     * @param players of the match; one alone is scored but meets nobody
     */
    record Rated(String hotkey, int place, int players, Values before, Values after) implements StandingChange {
        public Rated {
            check(hotkey, before, after);
            Checks.positive("players", players);
            Checks.within("place", (long) place, 1, players);
        }
    }

    /**
     * The upload is like another of the window that did not come later: the final score loses a share.
     *
     * @param overlap what was found
     * @param idxOverlapThreshold the parameter: from it on two uploads are too much alike
     * @param share removed, by the parameter {@code overlap_penalty}
     */
    record OverlapPenalty(
            String hotkey, Overlap overlap, double idxOverlapThreshold, double share, Values before, Values after)
            implements StandingChange {
        public OverlapPenalty {
            check(hotkey, before, after);
            Checks.present("overlap", overlap);
            Checks.within("idxOverlapThreshold", idxOverlapThreshold, 0, 1);
            Checks.within("share", share, 0, 1);
        }
    }

    private static void check(String hotkey, Values before, Values after) {
        Checks.hotkey("hotkey", hotkey);
        Checks.present("before", before);
        Checks.present("after", after);
    }

    /**
     * What a rule can change; finite numbers, or the verdict would have no canonical text.
     *
     * @param mu as in {@link Standing}
     * @param sigma as in {@link Standing}
     * @param binaryAverage as in {@link Standing}
     * @param finalScore as in {@link Standing}
     */
    record Values(double mu, double sigma, double binaryAverage, double finalScore) {
        public Values {
            Checks.finite("mu", mu);
            Checks.finite("sigma", sigma);
            Checks.finite("binaryAverage", binaryAverage);
            Checks.finite("finalScore", finalScore);
        }
    }
}
