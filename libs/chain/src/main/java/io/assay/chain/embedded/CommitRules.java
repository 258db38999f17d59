package io.assay.chain.embedded;

import io.assay.chain.Call.CommitTimelockedWeights;
import io.assay.chain.Call.CommitWeights;
import io.assay.chain.Call.RevealWeights;
import io.assay.chain.Hex;
import io.assay.chain.SubnetTerms;
import io.assay.chain.key.Blake2b;
import io.assay.chain.timelock.HashCommit;
import io.assay.chain.timelock.TimelockedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides on weights that are committed first and revealed later (subtensor, subnets/weights.rs). */
final class CommitRules {
    private static final int MOST_UNREVEALED = 10;

    private CommitRules() {}

    static Decision commit(ChainState state, String signer, CommitWeights call) {
        var subnet = state.subnets().get(call.netuid());
        if (subnet == null) {
            return refused("MechanismDoesNotExist");
        }
        if (!subnet.terms().commitReveal()) {
            return refused("CommitRevealDisabled");
        }
        var slot = subnet.slotOf(signer);
        if (slot.isEmpty()) {
            return refused("HotKeyNotRegisteredInSubNet");
        }
        var commits = new ArrayList<>(unexpired(subnet, signer, state.number()));
        if (commits.size() >= MOST_UNREVEALED) {
            return refused("TooManyUnrevealedCommits");
        }
        commits.add(new WeightCommits.Hashed(call.commitHash(), subnet.epochAt(state.number()), state.number()));
        return new Decision.Allowed(
                List.of(
                        new Change.HashCommitsLeft(call.netuid(), signer, commits),
                        new Change.Updated(call.netuid(), slot.get().uid())),
                List.of(Events.weightsCommitted(signer, call.netuid(), call.commitHash())));
    }

    static Decision commitTimelocked(ChainState state, String signer, CommitTimelockedWeights call) {
        var subnet = state.subnets().get(call.netuid());
        if (subnet == null) {
            return refused("MechanismDoesNotExist");
        }
        if (!subnet.terms().commitReveal()) {
            return refused("CommitRevealDisabled");
        }
        if (call.commitRevealVersion() != TimelockedCommit.VERSION) {
            return refused("IncorrectCommitRevealVersion");
        }
        var slot = subnet.slotOf(signer);
        if (slot.isEmpty()) {
            return refused("HotKeyNotRegisteredInSubNet");
        }
        if (!WeightRules.waited(subnet, slot.get(), state.number())) {
            return refused("CommittingWeightsTooFast");
        }
        return keep(subnet, slot.get(), call, state.number());
    }

    private static Decision keep(SubnetState subnet, Slot slot, CommitTimelockedWeights call, long block) {
        var epoch = subnet.epochAt(block);
        var ofSigner = subnet.commits().in(epoch).stream()
                .filter(commit -> commit.hotkey().equals(slot.hotkey()))
                .count();
        if (ofSigner >= MOST_UNREVEALED) {
            return refused("TooManyUnrevealedCommits");
        }
        var commit = new WeightCommits.Timelocked(slot.hotkey(), block, call.commit(), call.revealRound());
        var hash = Hex.of(Blake2b.hash256(Hex.bytes(call.commit())));
        return new Decision.Allowed(
                List.of(
                        new Change.Timelocked(call.netuid(), epoch, commit),
                        new Change.Updated(call.netuid(), slot.uid())),
                List.of(Events.timelockedWeightsCommitted(slot.hotkey(), call.netuid(), hash, call.revealRound())));
    }

    static Decision reveal(ChainState state, String signer, RevealWeights call) {
        var subnet = Optional.ofNullable(state.subnets().get(call.netuid()));
        if (!subnet.map(SubnetState::terms).map(SubnetTerms::commitReveal).orElse(true)) {
            return refused("CommitRevealDisabled");
        }
        return subnet.filter(known -> !known.commits().of(signer).isEmpty())
                .map(known -> reveal(state, known, signer, call))
                .orElseGet(() -> refused("NoWeightsCommitFound"));
    }

    private static Decision reveal(ChainState state, SubnetState subnet, String signer, RevealWeights call) {
        var hash = hash(signer, call);
        var left = unexpired(subnet, signer, state.number());
        var place = left.stream().map(WeightCommits.Hashed::hash).toList().indexOf(hash);
        if (place < 0) {
            return refused(unknown(subnet.commits().of(signer), left, hash));
        }
        if (!isTimeToReveal(subnet, left.get(place), state.number())) {
            return refused("RevealTooEarly");
        }
        // Upstream forgets the commits before the revealed one as well.
        var rest = new Change.HashCommitsLeft(call.netuid(), signer, left.subList(place + 1, left.size()));
        var weights = new WeightRules.Weights(call.uids(), call.values(), call.versionKey());
        return switch (Rules.setWeights(state, signer, subnet, weights)) {
            case Decision.Refused refused -> refused;
            case Decision.Allowed(var changes, var events) ->
                new Decision.Allowed(
                        joined(List.of(rest), changes),
                        joined(events, List.of(Events.weightsRevealed(signer, call.netuid(), hash))));
        };
    }

    private static String unknown(List<WeightCommits.Hashed> all, List<WeightCommits.Hashed> left, String hash) {
        if (all.stream().anyMatch(commit -> commit.hash().equals(hash))) {
            return "ExpiredWeightCommit";
        }
        return left.isEmpty() ? "NoWeightsCommitFound" : "InvalidRevealCommitHashNotMatch";
    }

    /** Without those at the front that have expired, as upstream drops them. */
    private static List<WeightCommits.Hashed> unexpired(SubnetState subnet, String hotkey, long block) {
        var now = subnet.epochAt(block);
        var period = subnet.terms().revealPeriodEpochs();
        return subnet.commits().of(hotkey).stream()
                .dropWhile(commit -> commit.isExpired(now, period))
                .toList();
    }

    /** Whether a block is in the one epoch in which a commit is revealed. */
    static boolean isTimeToReveal(SubnetState subnet, WeightCommits.Hashed commit, long block) {
        return subnet.epochAt(block) == commit.epoch() + subnet.terms().revealPeriodEpochs();
    }

    /** The hash to which the revealed weights belong; uids and values may be of unequal length. */
    static String hash(String signer, RevealWeights call) {
        return Hex.of(
                HashCommit.hash(signer, call.netuid(), call.uids(), call.values(), call.salt(), call.versionKey()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Decision refused(String errorName) {
        return new Decision.Refused(DispatchError.subtensor(errorName));
    }
}
