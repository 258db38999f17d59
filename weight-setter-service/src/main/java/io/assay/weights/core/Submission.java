package io.assay.weights.core;

import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsSubmitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the record says of one verdict's weights.
 *
 * @param attempts in the order recorded. Only the first that is live may be sent, so that of several instances all send
 *     the same; none when nothing was to be sent
 * @param taken times that the node is known to have taken one of them into its pool
 * @param committed the commit by hash whose reveal is to follow
 * @param ending absent while there is something to do
 */
public record Submission(
        int netuid,
        long window,
        List<Attempt> attempts,
        int taken,
        @Nullable Committed committed,
        @Nullable Ending ending) {
    public Submission {
        attempts = List.copyOf(attempts);
    }

    /** A hash of the weights in a finalized block. */
    public record Committed(String extrinsicHash, long block) {}

    /** Before the first plan. */
    public static Submission begin(int netuid, long window) {
        return new Submission(netuid, window, List.of(), 0, null, null);
    }

    /** Whether nothing more is to be done. */
    public boolean isOver() {
        return ending != null;
    }

    /** Whether the weights are committed and no reveal of them is on its way. */
    public boolean awaitsReveal() {
        return !isOver() && committed != null && current().isEmpty();
    }

    /** Whether the chain is to be asked what became of an extrinsic, or another one is to be made. */
    boolean isUnderway() {
        return !isOver() && !awaitsReveal();
    }

    /** The extrinsic that counts now: the first that may still have an effect. */
    public Optional<Attempt> current() {
        return ofThisStage().filter(Attempt::isLive).findFirst();
    }

    /** The extrinsics for what is to be done now: first to set or commit, after a commit to reveal. */
    Stream<Attempt> ofThisStage() {
        return attempts.stream().filter(attempt -> attempt.isReveal() == (committed != null));
    }

    /** The newest plan of the weights themselves, not of their reveal. */
    Optional<Plan> lastPlan() {
        return attempts.reversed().stream()
                .flatMap(attempt -> attempt.plan().stream())
                .filter(plan -> !plan.isReveal())
                .findFirst();
    }

    /** The commit that is to be revealed; empty when there is none, or the record does not hold its plan. */
    public Optional<Commit> commit() {
        return Optional.ofNullable(committed)
                .flatMap(held -> plan(held.extrinsicHash()).flatMap(plan -> commit(plan, held.block())));
    }

    private static Optional<Commit> commit(Plan plan, long block) {
        return plan.call() instanceof WeightsCall.CommitWeights call
                ? Optional.of(new Commit(plan, call, block))
                : Optional.empty();
    }

    /** The plan of an extrinsic. */
    public Optional<Plan> plan(String extrinsicHash) {
        return attempt(extrinsicHash).flatMap(Attempt::plan);
    }

    private Optional<Attempt> attempt(String extrinsicHash) {
        return attempts.stream()
                .filter(attempt -> attempt.extrinsicHash().equals(extrinsicHash))
                .findFirst();
    }

    Submission planned(WeightsPlanned plan) {
        var hash = plan.extrinsicHash();
        return isOver() || attempt(hash).isPresent()
                ? this
                : with(plus(new Attempt(hash, plan, new Progress.Planned())), taken);
    }

    Submission submitted(WeightsSubmitted event) {
        return isOver()
                ? this
                : progressed(event.extrinsicHash(), new Progress.Submitted()).with(Math.max(taken, event.attempt()));
    }

    Submission progressed(String hash, Progress progress) {
        if (isOver()) {
            return this;
        }
        if (attempt(hash).isEmpty()) {
            return with(plus(new Attempt(hash, null, progress)), taken);
        }
        var changed = attempts.stream()
                .map(attempt -> attempt.extrinsicHash().equals(hash) ? attempt.with(progress) : attempt)
                .toList();
        return with(changed, taken);
    }

    Submission committed(String hash, long block) {
        return isOver() || committed != null
                ? this
                : new Submission(netuid, window, attempts, taken, new Committed(hash, block), null);
    }

    /** The first ending counts. */
    Submission over(Ending outcome) {
        return isOver() ? this : new Submission(netuid, window, attempts, taken, committed, outcome);
    }

    private List<Attempt> plus(Attempt attempt) {
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return more;
    }

    private Submission with(int nowTaken) {
        return with(attempts, nowTaken);
    }

    private Submission with(List<Attempt> changed, int nowTaken) {
        return new Submission(netuid, window, changed, nowTaken, committed, null);
    }
}
