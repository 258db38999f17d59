package io.assay.weights;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.timelock.HashCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the scripted chain knows of the validator as of one block.
 *
 * @param accepted every extrinsic that has had an effect, in their order
 * @param commits hashes that are not revealed
 */
record ScriptedState(long nonce, long lastUpdate, List<Accepted> accepted, List<Held> commits) {
    ScriptedState {
        accepted = List.copyOf(accepted);
        commits = List.copyOf(commits);
    }

    /** An extrinsic that had an effect. */
    record Accepted(String hash, Call call, long block) {}

    /** A commit that waits for its reveal. */
    record Held(String hash, long block) {}

    /** A block's state and what became of an extrinsic in it. */
    record Executed(ScriptedState state, ExtrinsicStatus status) {}

    ScriptedState withNonceUsed() {
        return new ScriptedState(nonce + 1, lastUpdate, accepted, commits);
    }

    ScriptedState withLastUpdate(long block) {
        return new ScriptedState(nonce, block, accepted, commits);
    }

    /** Why the pool does not take a call for a block, and no block does. */
    Optional<String> gate(Call call, long block, ScriptedRules rules) {
        return switch (call) {
            case Call.SetWeights _, Call.CommitWeights _
            when isTooFast(block, rules) -> Optional.of("RateLimitExceeded");
            case Call.CommitTimelockedWeights commit
            when commit.revealRound() < rules.lastStoredRound(block) -> Optional.of("InvalidRevealRound");
            case Call.RevealWeights reveal -> revealable(reveal, block, rules);
            default -> Optional.empty();
        };
    }

    private boolean isTooFast(long block, ScriptedRules rules) {
        return lastUpdate != 0 && block - lastUpdate < rules.terms().weightsRateLimit();
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
        var error = error(call, block, rules);
        if (error.isPresent()) {
            return new Executed(withNonceUsed(), new ExtrinsicStatus.Failed(block, error.get()));
        }
        var more = new ArrayList<>(accepted);
        more.add(new Accepted(hash, call, block));
        var updated = call instanceof Call.RevealWeights ? lastUpdate : block;
        return new Executed(
                new ScriptedState(nonce + 1, updated, more, commitsAfter(call, block, rules)),
                new ExtrinsicStatus.Succeeded(block, List.of()));
    }

    private Optional<String> error(Call call, long block, ScriptedRules rules) {
        if (rules.failure() != null) {
            return Optional.of(rules.failure());
        }
        var plain = call instanceof Call.SetWeights;
        if (plain == rules.terms().commitReveal()) {
            return Optional.of(plain ? "CommitRevealEnabled" : "CommitRevealDisabled");
        }
        return call instanceof Call.CommitTimelockedWeights && isTooFast(block, rules)
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
