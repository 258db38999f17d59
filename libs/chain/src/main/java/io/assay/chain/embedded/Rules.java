package io.assay.chain.embedded;

import io.assay.chain.Call;
import io.assay.chain.Call.SetWeights;
import io.assay.chain.SubnetTerms;
import java.util.List;
import java.util.Optional;

/** Decides on calls; changes nothing. */
final class Rules {
    private Rules() {}

    /** What a call of {@code signer} does in the block whose state this is, and everything before it has come to. */
    static Decision decide(ChainState state, String signer, Call call) {
        return Guard.broken(state, signer, call)
                .<Decision>map(Decision.Refused::new)
                .orElseGet(() -> dispatch(state, signer, call));
    }

    private static Decision dispatch(ChainState state, String signer, Call call) {
        return switch (call) {
            case Call.SetWeights weights -> setWeights(state, signer, weights);
            case Call.BatchSetWeights batch -> WeightBatch.decide(state, signer, batch);
            case Call.CommitWeights commit -> CommitRules.commit(state, signer, commit);
            case Call.RevealWeights reveal -> CommitRules.reveal(state, signer, reveal);
            case Call.CommitTimelockedWeights commit -> CommitRules.commitTimelocked(state, signer, commit);
            case Call.SetCommitment commitment -> CommitmentRules.decide(state, signer, commitment);
            case Call.BurnedRegister register -> RegistrationRules.decide(state, register);
            case Call.Batch(var calls) -> Batches.untilFailure(state, signer, calls);
            case Call.BatchAll(var calls) -> Batches.allOrNothing(state, signer, calls);
            case Call.ForceBatch(var calls) -> Batches.whateverFails(state, signer, calls);
        };
    }

    static Decision setWeights(ChainState state, String signer, SetWeights call) {
        var subnet = Optional.ofNullable(state.subnets().get(call.netuid()));
        // Commit-reveal is subtensor's default, also of subnets that do not exist.
        if (subnet.map(SubnetState::terms).map(SubnetTerms::commitReveal).orElse(true)) {
            return new Decision.Refused(DispatchError.subtensor("CommitRevealEnabled"));
        }
        var weights = new WeightRules.Weights(call.uids(), call.values(), call.versionKey());
        return setWeights(state, signer, subnet.orElseThrow(), weights);
    }

    /** Weights that are set now, or revealed. */
    static Decision setWeights(ChainState state, String signer, SubnetState subnet, WeightRules.Weights weights) {
        var attempt = new WeightRules.Attempt(subnet, signer, state.stakeRao(signer), weights, state.number());
        return WeightRules.firstBroken(attempt)
                .<Decision>map(Decision.Refused::new)
                .orElseGet(() -> set(subnet, attempt.slot().uid(), weights));
    }

    private static Decision set(SubnetState subnet, int uid, WeightRules.Weights weights) {
        var netuid = subnet.terms().netuid();
        var set = new Change.WeightsSet(netuid, uid, weights.upscaled());
        // With commit-reveal it is the commit that the rate limit counts from.
        List<Change> changes =
                subnet.terms().commitReveal() ? List.of(set) : List.of(set, new Change.Updated(netuid, uid));
        return new Decision.Allowed(changes, List.of(Events.weightsSet(netuid, uid)));
    }
}
