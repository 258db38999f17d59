package io.assay.weights.core;

import io.assay.weights.core.ChainFacts.Form;
import io.assay.weights.core.Planning.Fault;
import java.util.Optional;

/** What the chain demands of weights that are committed first and revealed later. */
final class CommitForm {
    /** Subtensor's limit in {@code do_commit_weights} and {@code do_commit_timelocked_weights}. */
    private static final int MOST_UNREVEALED = 10;
    /** What fits into subtensor's {@code MAX_CRV3_COMMIT_SIZE_BYTES} of 5,000, encrypted. */
    private static final int MOST_TIMELOCKED = 1_177;

    private CommitForm() {}

    static Optional<Fault> fault(Draft draft) {
        return switch (draft.facts().form()) {
            case Form.Plain _, Form.Hashed _ -> Optional.empty();
            case Form.Timelocked form -> timelocked(draft, form);
        };
    }

    private static Optional<Fault> timelocked(Draft draft, Form.Timelocked form) {
        if (form.commitVersion() != form.ourCommitVersion()) {
            return Optional.of(new Fault(
                    "IncorrectCommitRevealVersion",
                    "The chain takes commits of version " + form.commitVersion() + ", ours have version "
                            + form.ourCommitVersion() + "."));
        }
        var count = draft.weights().size();
        return count <= MOST_TIMELOCKED
                ? Optional.empty()
                : Optional.of(new Fault(
                        "CommitTooLong",
                        "The weights name " + count + " uids, a commit has room for " + MOST_TIMELOCKED + "."));
    }

    /** What passes by itself: the next epoch is farther off, or has fewer commits. */
    static Optional<Decision> obstacle(Draft draft) {
        return roundIsOut(draft).or(() -> tooMany(draft));
    }

    private static Optional<Decision> roundIsOut(Draft draft) {
        return draft.facts().form() instanceof Form.Timelocked form && form.revealRound() < form.lastStoredRound()
                ? Optional.of(new Decision.Wait("InvalidRevealRound: the weights of window "
                        + draft.proposal().window() + " would be encrypted to a round before "
                        + form.lastStoredRound() + ", which is out: they wait for the next epoch"))
                : Optional.empty();
    }

    private static Optional<Decision> tooMany(Draft draft) {
        return draft.unrevealed() < MOST_UNREVEALED
                ? Optional.empty()
                : Optional.of(new Decision.Wait("TooManyUnrevealedCommits: " + draft.unrevealed()
                        + " commits are to be revealed before the chain takes the weights of window "
                        + draft.proposal().window()));
    }
}
