package io.assay.weights;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.timelock.HashCommit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the scripted chain knows of the validator as of one block.
 *
 * @param lastUpdates of the validator, by subnet
 * @param accepted everything that has had an effect, in their order
 * @param commits hashes that are not revealed
 */
record ScriptedState(long nonce, Map<Integer, Long> lastUpdates, List<Accepted> accepted, List<Held> commits) {
    ScriptedState {
        lastUpdates = Map.copyOf(lastUpdates);
        accepted = List.copyOf(accepted);
        commits = List.copyOf(commits);
    }

    /**
     * What had an effect on a subnet.
     *
     * @param hash of the extrinsic
     * @param call of a batch the item's
     */
    record Accepted(String hash, int netuid, Call call, long block) {}

    /** A commit that waits for its reveal. */
    record Held(String hash, long block) {}

    /** A block's state and what became of an extrinsic in it. */
    record Executed(ScriptedState state, ExtrinsicStatus status) {}

    ScriptedState withNonceUsed() {
        return new ScriptedState(nonce + 1, lastUpdates, accepted, commits);
    }

    ScriptedState withLastUpdate(int netuid, long block) {
        return new ScriptedState(nonce, updated(netuid, block), accepted, commits);
    }

    private Map<Integer, Long> updated(int netuid, long block) {
        var changed = new HashMap<>(lastUpdates);
        changed.put(netuid, block);
        return changed;
    }

    long lastUpdate(int netuid) {
        return lastUpdates.getOrDefault(netuid, 0L);
    }

    /** Why the pool does not take a call for a block, and no block does. */
    Optional<String> gate(Call call, long block, ScriptedRules rules) {
        return switch (call) {
            case Call.SetWeights set when isTooFast(set.netuid(), block, rules) -> Optional.of("RateLimitExceeded");
            case Call.CommitWeights commit
            when isTooFast(commit.netuid(), block, rules) -> Optional.of("RateLimitExceeded");
            case Call.CommitTimelockedWeights commit
            when commit.revealRound() < rules.lastStoredRound(block) -> Optional.of("InvalidRevealRound");
            case Call.RevealWeights reveal -> revealable(reveal, block, rules);
            default -> Optional.empty();
        };
    }

    private boolean isTooFast(int netuid, long block, ScriptedRules rules) {
        var last = lastUpdate(netuid);
        return last != 0 && block - last < rules.terms().weightsRateLimit();
    }

    private Optional<String> revealable(Call.RevealWeights reveal, long block, ScriptedRules rules) {
        return held(reveal, rules)
                .map(held -> rules.takesReveal(held.block(), block)
                        ? Optional.<String>empty()
                        : Optional.of("CommitBlockNotInRevealRange"))
                .orElseGet(() -> Optional.of("CommitNotFound"));
    }

    private Optional<Held> held(Call.RevealWeights reveal, ScriptedRules rules) {
        var hash = Hex.of(HashCommit.hash(
                rules.validator(),
                reveal.netuid(),
                reveal.uids(),
                reveal.values(),
                reveal.salt(),
                reveal.versionKey()));
        return commits.stream().filter(held -> held.hash().equals(hash)).findFirst();
    }

    Executed execute(String hash, Call call, long block, ScriptedRules rules) {
        if (rules.failure() != null) {
            return failed(block, rules.failure());
        }
        return call instanceof Call.BatchSetWeights batch
                ? together(hash, batch, block, rules)
                : alone(hash, call, block, rules);
    }

    private Executed alone(String hash, Call call, long block, ScriptedRules rules) {
        var error = error(call, block, rules);
        return error.isPresent()
                ? failed(block, error.get())
                : new Executed(
                        with(hash, call, block, rules).withNonceUsed(),
                        new ExtrinsicStatus.Succeeded(block, List.of(), setBy(call)));
    }

    private Executed failed(long block, String error) {
        return new Executed(withNonceUsed(), new ExtrinsicStatus.Failed(block, error));
    }

    /** Each item by itself, as the chain does it; what a pool would refuse fails here in the block. */
    private Executed together(String hash, Call.BatchSetWeights batch, long block, ScriptedRules rules) {
        var state = withNonceUsed();
        var errors = new ArrayList<String>();
        var set = new HashSet<Integer>();
        for (var i = 0; i < batch.netuids().size(); i++) {
            var netuid = batch.netuids().get(i);
            var item = Call.SetWeights.of(
                    netuid, batch.weights().get(i), batch.versionKeys().get(i));
            var error = state.isTooFast(netuid, block, rules)
                    ? Optional.of("SettingWeightsTooFast")
                    : state.error(item, block, rules);
            if (error.isPresent()) {
                errors.add(error.get());
            } else {
                state = state.with(hash, item, block, rules);
                set.add(netuid);
            }
        }
        return new Executed(state, new ExtrinsicStatus.Succeeded(block, errors, set));
    }

    private static Set<Integer> setBy(Call call) {
        return call instanceof Call.SetWeights set ? Set.of(set.netuid()) : Set.of();
    }

    private ScriptedState with(String hash, Call call, long block, ScriptedRules rules) {
        var netuid = netuid(call);
        var more = new ArrayList<>(accepted);
        more.add(new Accepted(hash, netuid, call, block));
        var updates = call instanceof Call.RevealWeights ? lastUpdates : updated(netuid, block);
        return new ScriptedState(nonce, updates, more, commitsAfter(call, block, rules));
    }

    private static int netuid(Call call) {
        return switch (call) {
            case Call.SetWeights set -> set.netuid();
            case Call.CommitWeights commit -> commit.netuid();
            case Call.CommitTimelockedWeights commit -> commit.netuid();
            case Call.RevealWeights reveal -> reveal.netuid();
            default -> throw new AssertionError("not a call of weights of one subnet: " + call);
        };
    }

    private Optional<String> error(Call call, long block, ScriptedRules rules) {
        var netuid = netuid(call);
        var plain = call instanceof Call.SetWeights;
        if (plain && rules.itemFailures().containsKey(netuid)) {
            return Optional.ofNullable(rules.itemFailures().get(netuid));
        }
        if (plain == rules.terms(netuid).commitReveal()) {
            return Optional.of(plain ? "CommitRevealEnabled" : "CommitRevealDisabled");
        }
        return call instanceof Call.CommitTimelockedWeights && isTooFast(netuid, block, rules)
                ? Optional.of("CommittingWeightsTooFast")
                : Optional.empty();
    }

    private List<Held> commitsAfter(Call call, long block, ScriptedRules rules) {
        var left = new ArrayList<>(commits);
        if (call instanceof Call.CommitWeights commit) {
            left.add(new Held(commit.commitHash(), block));
        } else if (call instanceof Call.RevealWeights reveal) {
            left.removeAll(held(reveal, rules).stream().toList());
        }
        return left;
    }
}
