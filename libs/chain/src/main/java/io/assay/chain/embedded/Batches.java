package io.assay.chain.embedded;

import io.assay.chain.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several calls in one extrinsic (pallet {@code Utility}); each is decided on what those before it have done. */
final class Batches {
    /** The pallet's {@code batched_calls_limit}. */
    private static final int MOST_CALLS = 10_922;

    private final String signer;
    private final List<Change> changes = new ArrayList<>();
    private final List<ChainEvent> events = new ArrayList<>();
    private ChainState state;

    private Batches(ChainState state, String signer) {
        this.state = state;
        this.signer = signer;
    }

    /** {@code batch}: ends at the first failure, keeps what was done. */
    static Decision untilFailure(ChainState state, String signer, List<Call> calls) {
        return refusal(calls).<Decision>map(Decision.Refused::new).orElseGet(() -> {
            var batch = new Batches(state, signer);
            for (var i = 0; i < calls.size(); i++) {
                var error = batch.tried(calls.get(i));
                if (error.isPresent()) {
                    return batch.completed(Events.batchInterrupted(i, error.get()));
                }
            }
            return batch.completed(Events.batchCompleted());
        });
    }

    /** {@code batch_all}: fails with the first failure. */
    static Decision allOrNothing(ChainState state, String signer, List<Call> calls) {
        return refusal(calls).<Decision>map(Decision.Refused::new).orElseGet(() -> {
            var batch = new Batches(state, signer);
            for (var call : calls) {
                var error = batch.tried(call);
                if (error.isPresent()) {
                    return new Decision.Refused(error.get());
                }
            }
            return batch.completed(Events.batchCompleted());
        });
    }

    /** {@code force_batch}: goes on after failures. */
    static Decision whateverFails(ChainState state, String signer, List<Call> calls) {
        return refusal(calls).<Decision>map(Decision.Refused::new).orElseGet(() -> {
            var batch = new Batches(state, signer);
            var failures = 0;
            for (var call : calls) {
                var error = batch.tried(call);
                error.ifPresent(why -> batch.events.add(Events.itemFailed(why)));
                failures += error.isPresent() ? 1 : 0;
            }
            return batch.completed(failures > 0 ? Events.batchCompletedWithErrors() : Events.batchCompleted());
        });
    }

    /** A batch in a batch is filtered out by the runtime (subtensor, {@code NoNestingCallFilter}). */
    private static Optional<DispatchError> refusal(List<Call> calls) {
        if (calls.stream().anyMatch(Batches::isBatch)) {
            return Optional.of(new DispatchError("System", "CallFiltered"));
        }
        return calls.size() > MOST_CALLS ? Optional.of(new DispatchError("Utility", "TooManyCalls")) : Optional.empty();
    }

    private static boolean isBatch(Call call) {
        return call instanceof Call.Batch || call instanceof Call.BatchAll || call instanceof Call.ForceBatch;
    }

    /** Does what the call does; the error if it fails. */
    private Optional<DispatchError> tried(Call call) {
        return switch (Rules.decide(state, signer, call)) {
            case Decision.Refused(var error) -> Optional.of(error);
            case Decision.Allowed(var done, var raised) -> {
                state = state.with(done);
                changes.addAll(done);
                events.addAll(raised);
                events.add(Events.itemCompleted());
                yield Optional.empty();
            }
        };
    }

    private Decision completed(ChainEvent last) {
        events.add(last);
        return new Decision.Allowed(changes, events);
    }
}
