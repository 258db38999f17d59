package io.assay.weights.chain;

import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.Hex;
import io.assay.chain.WeightTarget;
import io.assay.chain.timelock.HashCommit;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.timelock.WeightsPayload;
import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCall.BatchSetWeights.Item;
import io.assay.weights.chain.Sender.Made;
import io.assay.weights.core.ChainFacts.Form;
import io.assay.weights.core.Commit;
import io.assay.weights.core.Draft;
import java.security.SecureRandom;
import java.util.List;

/** Puts weights into the call by which the subnet takes them: in the open, encrypted, or by their hash. */
public final class WeightCalls {
    private final Chain chain;
    private final SecureRandom random;

    /**
     * Calls for a chain.
     *
     * @param random where the keys and salts of commits come from: whoever can guess it reads the weights early
     */
    public WeightCalls(Chain chain, SecureRandom random) {
        this.chain = chain;
        this.random = random;
    }

    Made of(Draft draft, String signer) {
        return switch (draft.facts().form()) {
            case Form.Plain _ -> plain(draft);
            case Form.Timelocked _ -> timelocked(draft, signer);
            case Form.Hashed _ -> hashed(draft, signer);
        };
    }

    private static Made plain(Draft draft) {
        var netuid = draft.proposal().netuid();
        var key = draft.versionKey();
        return new Made(Call.SetWeights.of(netuid, targets(draft.weights()), key), new WeightsCall.SetWeights(key));
    }

    /** Plain drafts of several subnets in one call. */
    static Made together(List<Draft> drafts) {
        var items = drafts.stream().map(WeightCalls::item).toList();
        var call = new Call.BatchSetWeights(
                items.stream().map(Item::netuid).toList(),
                items.stream().map(item -> targets(item.weights())).toList(),
                items.stream().map(Item::versionKey).toList());
        return new Made(call, new WeightsCall.BatchSetWeights(items));
    }

    private static Item item(Draft draft) {
        var proposal = draft.proposal();
        return new Item(
                proposal.netuid(), proposal.window(), proposal.verdictHash(), draft.weights(), draft.versionKey());
    }

    /** The terms are read again, so that round and beacon are of one block. */
    private Made timelocked(Draft draft, String signer) {
        var netuid = draft.proposal().netuid();
        var key = draft.versionKey();
        var terms = chain.revealTerms(netuid);
        var round = terms.revealRound();
        var payload = new WeightsPayload(signer, targets(draft.weights()), key);
        var commit = TimelockedCommit.encrypt(payload.encode(), terms.beacon(), round, random);
        return new Made(
                new Call.CommitTimelockedWeights(netuid, Hex.of(commit.encode()), round, TimelockedCommit.VERSION),
                new WeightsCall.CommitTimelockedWeights(key, round));
    }

    private Made hashed(Draft draft, String signer) {
        var netuid = draft.proposal().netuid();
        var key = draft.versionKey();
        var salt = HashCommit.freshSalt(random);
        var hash = new HashCommit(signer, netuid, targets(draft.weights()), salt, key).hash();
        return new Made(new Call.CommitWeights(netuid, Hex.of(hash)), new WeightsCall.CommitWeights(key, salt));
    }

    static Call reveal(Commit commit) {
        var targets = targets(commit.plan().event().weights());
        return new Call.RevealWeights(
                commit.plan().event().netuid(),
                targets.stream().map(WeightTarget::uid).toList(),
                targets.stream().map(WeightTarget::value).toList(),
                commit.call().salt(),
                commit.call().versionKey());
    }

    private static List<WeightTarget> targets(List<ChainWeight> weights) {
        return weights.stream()
                .map(weight -> new WeightTarget(weight.uid(), weight.value()))
                .toList();
    }
}
