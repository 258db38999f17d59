package io.assay.weights.chain;

import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.Extrinsic;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.WeightQuantisation;
import io.assay.chain.WeightTarget;
import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.Draft;
import io.assay.weights.core.Evidence;
import io.assay.weights.core.Evidence.Sighting;
import io.assay.weights.core.Fate;
import io.assay.weights.core.Proposal;
import io.assay.weights.core.Submission;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the chain's answers into the core's words, and the core's plans into extrinsics. */
public final class ChainDesk {
    private final Chain chain;
    private final Hotkey hotkey;
    private final int netuid;

    /** For the weights that a hotkey sets on a subnet. */
    public ChainDesk(Chain chain, Hotkey hotkey, int netuid) {
        this.chain = chain;
        this.hotkey = hotkey;
        this.netuid = netuid;
    }

    /** What the chain says now. */
    public ChainFacts facts() {
        return factsAfter(chain.nextNonce(hotkey.address()));
    }

    /** What the chain says of a submission: nonce first, then fates, then the rest. */
    public Evidence evidence(Submission submission) {
        var nonce = chain.nextNonce(hotkey.address());
        var fates = submission.extrinsicHashes().stream()
                .map(hash -> new Sighting(hash, fate(chain.status(hash))))
                .toList();
        var facts = factsAfter(nonce);
        return new Evidence(fates, facts, isReproducible(submission, facts));
    }

    /** A proposal as the chain would get it with the next nonce. */
    public Draft draft(Proposal proposal, ChainFacts facts) {
        var owners = facts.hotkeyByUid();
        var weights = WeightQuantisation.quantise(proposal.rightful(owners)).stream()
                .map(target -> weight(target, owners))
                .toList();
        return new Draft(
                proposal,
                facts,
                weights,
                extrinsic(facts.nextNonce(), weights, facts).hash());
    }

    /**
     * Hands a recorded plan to the chain.
     *
     * @throws io.assay.chain.ExtrinsicRefusedException if the pool does not take it
     */
    public void send(WeightsPlanned plan, ChainFacts facts) {
        chain.submit(extrinsic(plan.nonce(), plan.weights(), facts).sign(hotkey));
    }

    private ChainFacts factsAfter(long nonce) {
        var roster = chain.roster(netuid);
        var terms = chain.subnet(netuid);
        var owners = roster.neurons().stream().collect(Collectors.toMap(Neuron::uid, Neuron::hotkey));
        return new ChainFacts(
                hotkey.address(),
                roster.at().number(),
                nonce,
                owners,
                self(roster.neurons()),
                new ChainFacts.Terms(
                        terms.weightsRateLimit(),
                        terms.minAllowedWeights(),
                        terms.maxWeightLimit(),
                        terms.stakeThresholdRao(),
                        terms.weightsVersionKey()));
    }

    private ChainFacts.@Nullable OwnNeuron self(List<Neuron> neurons) {
        return neurons.stream()
                .filter(neuron -> neuron.hotkey().equals(hotkey.address()))
                .findFirst()
                .map(neuron -> new ChainFacts.OwnNeuron(
                        neuron.uid(), neuron.stakeRao(), neuron.validatorPermit(), neuron.lastUpdate()))
                .orElse(null);
    }

    private boolean isReproducible(Submission submission, ChainFacts facts) {
        return submission
                .plan()
                .filter(plan ->
                        extrinsic(plan.nonce(), plan.weights(), facts).hash().equals(plan.extrinsicHash()))
                .isPresent();
    }

    private Extrinsic extrinsic(long nonce, List<ChainWeight> weights, ChainFacts facts) {
        var targets = weights.stream()
                .map(weight -> new WeightTarget(weight.uid(), weight.value()))
                .toList();
        var call = new Call.SetWeights(netuid, targets, facts.terms().versionKey());
        return new Extrinsic(chain.genesisHash(), hotkey.address(), nonce, call);
    }

    private static ChainWeight weight(WeightTarget target, Map<Integer, String> owners) {
        var owner = owners.get(target.uid());
        if (owner == null) {
            throw new IllegalStateException("uid " + target.uid() + " was drafted without an owner");
        }
        return new ChainWeight(target.uid(), owner, target.value());
    }

    private static Fate fate(ExtrinsicStatus status) {
        return switch (status) {
            case ExtrinsicStatus.Unknown _ -> new Fate.Unknown();
            case ExtrinsicStatus.Pending _ -> new Fate.Pending();
            case ExtrinsicStatus.Succeeded(var block) -> new Fate.Succeeded(block);
            case ExtrinsicStatus.Failed(var block, var errorName) -> new Fate.Failed(block, errorName);
        };
    }
}
