package io.assay.weights.core;

import java.util.Set;

/** Which of the chain's errors are worth another try. */
final class Errors {
    /** Extrinsics for one thing, after which an error that usually passes counts as one that does not. */
    static final int MOST_TRIES = 10;

    /** The extrinsic may be taken as it is, a block later or by a pool with room: it is handed over again. */
    private static final Set<String> PASS_IN_POOL = Set.of(
            "Stale",
            "Future",
            "AncientBirthBlock",
            "ExhaustsResources",
            "ImmediatelyDropped",
            "TemporarilyBanned",
            "PriorityTooLow",
            "RateLimitExceeded",
            "CommitBlockNotInRevealRange",
            "VerificationFailed",
            "UnknownValidity",
            "CannotLookup");

    /** Signed against facts that have changed since: a new runtime, a round that is out. */
    private static final Set<String> PASS_WHEN_SIGNED_AGAIN = Set.of("BadProof", "InvalidRevealRound");

    /** Another program was faster, or the subnet's terms have changed since the plan. */
    private static final Set<String> PASS_IN_BLOCK = Set.of(
            "SettingWeightsTooFast",
            "CommittingWeightsTooFast",
            "CommitRevealEnabled",
            "CommitRevealDisabled",
            "TooManyUnrevealedCommits",
            "RevealTooEarly");

    private Errors() {}

    static boolean passesInPool(String error) {
        return PASS_IN_POOL.contains(error);
    }

    static boolean mayPassWhenSignedAgain(String error) {
        return PASS_WHEN_SIGNED_AGAIN.contains(error);
    }

    static boolean passesInBlock(String error) {
        return PASS_IN_BLOCK.contains(error);
    }
}
