package io.assay.chain.embedded;

import io.assay.chain.Call;
import java.util.Optional;

/**
 * What subtensor checks before a call is dispatched ({@code CheckWeights}, {@code CheckRateLimits}). At the gate, the
 * pool's or a block's, whatever breaks this is not an extrinsic for a block; inside a batch the call fails.
 */
final class Guard {
    private Guard() {}

    /** Why an extrinsic with this call may not get into the block whose state this is. */
    static Optional<DispatchError> atTheGate(ChainState state, String signer, Call call) {
        return broken(state, signer, call)
                .or(() -> call instanceof Call.RevealWeights reveal
                        ? revealable(state, signer, reveal)
                        : Optional.empty());
    }

    /** Why the call may not be executed, wherever it comes from. */
    static Optional<DispatchError> broken(ChainState state, String signer, Call call) {
        return switch (call) {
            case Call.SetWeights weights ->
                stake(state, signer, weights.netuid()).or(() -> settingRate(state, signer, weights.netuid()));
            case Call.BatchSetWeights batch -> batch(state, signer, batch);
            case Call.CommitWeights commit ->
                stake(state, signer, commit.netuid()).or(() -> committingRate(state, signer, commit.netuid()));
            case Call.RevealWeights reveal -> stake(state, signer, reveal.netuid());
            case Call.CommitTimelockedWeights commit ->
                stake(state, signer, commit.netuid()).or(() -> round(state, commit.revealRound()));
            case Call.SetCommitment _, Call.BurnedRegister _, Call.Batch _, Call.BatchAll _, Call.ForceBatch _ ->
                Optional.empty();
        };
    }

    private static Optional<DispatchError> batch(ChainState state, String signer, Call.BatchSetWeights batch) {
        var length = batch.netuids().size();
        if (length != batch.weights().size() || length != batch.versionKeys().size()) {
            return Optional.of(error("InputLengthsUnequal"));
        }
        return batch.netuids().stream()
                .flatMap(netuid -> stake(state, signer, netuid).stream())
                .findFirst();
    }

    private static Optional<DispatchError> stake(ChainState state, String signer, int netuid) {
        return Optional.ofNullable(state.subnets().get(netuid))
                .filter(subnet -> state.stakeRao(signer) < subnet.terms().stakeThresholdRao())
                .map(_ -> error("NotEnoughStakeToSetWeights"));
    }

    private static Optional<DispatchError> settingRate(ChainState state, String signer, int netuid) {
        return rate(state, signer, netuid)
                .filter(subnet -> !subnet.terms().commitReveal())
                .map(_ -> error("SettingWeightsTooFast"));
    }

    private static Optional<DispatchError> committingRate(ChainState state, String signer, int netuid) {
        return rate(state, signer, netuid).map(_ -> error("CommittingWeightsTooFast"));
    }

    /** The subnet, if the signer is registered there and has not waited for the rate limit. */
    private static Optional<SubnetState> rate(ChainState state, String signer, int netuid) {
        return Optional.ofNullable(state.subnets().get(netuid))
                .filter(subnet -> subnet.slotOf(signer)
                        .filter(slot -> !WeightRules.waited(subnet, slot, state.number()))
                        .isPresent());
    }

    private static Optional<DispatchError> round(ChainState state, long revealRound) {
        return revealRound < state.drand().lastStoredRound()
                ? Optional.of(error("InvalidRevealRound"))
                : Optional.empty();
    }

    private static Optional<DispatchError> revealable(ChainState state, String signer, Call.RevealWeights reveal) {
        var hash = CommitRules.hash(signer, reveal);
        var subnet = Optional.ofNullable(state.subnets().get(reveal.netuid()));
        var commit = subnet.stream()
                .flatMap(known -> known.commits().of(signer).stream())
                .filter(hashed -> hashed.hash().equals(hash))
                .findFirst();
        if (commit.isEmpty()) {
            return Optional.of(error("NoWeightsCommitFound"));
        }
        return CommitRules.isTimeToReveal(subnet.orElseThrow(), commit.get(), state.number())
                ? Optional.empty()
                : Optional.of(error("RevealTooEarly"));
    }

    private static DispatchError error(String name) {
        return DispatchError.subtensor(name);
    }
}
