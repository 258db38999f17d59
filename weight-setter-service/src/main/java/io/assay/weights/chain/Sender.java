package io.assay.weights.chain;

import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.WeightQuantisation;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.Commit;
import io.assay.weights.core.Draft;
import io.assay.weights.core.Plan;
import io.assay.weights.core.Proposal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes signed extrinsics of the core's drafts, and hands recorded ones to the chain. */
public final class Sender {
    private final Chain chain;
    private final Hotkey hotkey;
    private final OptionalLong versionKey;
    private final WeightCalls calls;

    /**
     * For what a hotkey signs.
     *
     * @param versionKey sent with weights; empty for the one that the subnet demands
     */
    public Sender(Chain chain, Hotkey hotkey, OptionalLong versionKey, WeightCalls calls) {
        this.chain = chain;
        this.hotkey = hotkey;
        this.versionKey = versionKey;
        this.calls = calls;
    }

    /** A proposal as the chain would get it now. */
    public Draft draft(Proposal proposal, ChainFacts facts, int unrevealed) {
        var owners = facts.hotkeyByUid();
        var weights = WeightQuantisation.quantise(proposal.rightful(owners)).stream()
                .map(target -> weight(target, owners))
                .toList();
        var key = versionKey.orElse(facts.terms().versionKey());
        return new Draft(proposal, facts, weights, key, unrevealed);
    }

    private static ChainWeight weight(WeightTarget target, Map<Integer, String> owners) {
        var owner = owners.get(target.uid());
        if (owner == null) {
            throw new IllegalStateException("uid " + target.uid() + " was drafted without an owner");
        }
        return new ChainWeight(target.uid(), owner, target.value());
    }

    /** Signs a draft; nothing is sent. */
    public WeightsPlanned sign(Draft draft) {
        return sign(draft, calls.of(draft, hotkey.address()));
    }

    /** Signs several subnets' drafts as one extrinsic; nothing is sent. */
    public WeightsPlanned sign(List<Draft> drafts) {
        return sign(drafts.getFirst(), WeightCalls.together(drafts));
    }

    private WeightsPlanned sign(Draft draft, Made made) {
        var proposal = draft.proposal();
        var facts = draft.facts();
        return planned(
                proposal.netuid(),
                proposal.window(),
                proposal.verdictHash(),
                draft.weights(),
                facts.head(),
                made.form(),
                chain.sign(made.call(), facts.nextNonce(), hotkey));
    }

    /**
     * Signs the reveal of weights that were committed by their hash; nothing is sent.
     */
    public WeightsPlanned signReveal(Commit commit) {
        var event = commit.plan().event();
        var nonce = chain.nextNonce(hotkey.address());
        return planned(
                event.netuid(),
                event.window(),
                event.verdictHash(),
                event.weights(),
                chain.head().number(),
                new WeightsCall.RevealWeights(
                        commit.call().versionKey(), commit.call().salt()),
                chain.sign(WeightCalls.reveal(commit), nonce, hotkey));
    }

    private static WeightsPlanned planned(
            int netuid,
            long window,
            String verdictHash,
            List<ChainWeight> weights,
            long head,
            WeightsCall call,
            SignedExtrinsic signed) {
        var id = signed.id();
        var extrinsic = new PlannedExtrinsic(signed.bytes(), id.birth(), id.death(), call);
        return new WeightsPlanned(
                netuid, window, verdictHash, id.signer(), id.nonce(), id.hash(), weights, head, extrinsic);
    }

    /**
     * Hands a recorded extrinsic to the chain, byte for byte.
     *
     * @throws io.assay.chain.ExtrinsicRefusedException if the pool does not take it
     */
    public void send(Plan plan) {
        chain.submit(new SignedExtrinsic(id(plan), plan.extrinsic().bytes()));
    }

    static ExtrinsicId id(Plan plan) {
        var event = plan.event();
        var extrinsic = plan.extrinsic();
        return new ExtrinsicId(
                event.extrinsicHash(), event.validatorHotkey(), event.nonce(), extrinsic.birth(), extrinsic.death());
    }

    /**
     * A call and what the record says of it.
     *
     * @param form the record's words for the call
     */
    record Made(Call call, WeightsCall form) {}
}
