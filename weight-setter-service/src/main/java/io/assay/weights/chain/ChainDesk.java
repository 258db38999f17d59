package io.assay.weights.chain;

import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import io.assay.chain.NotOnChainException;
import io.assay.chain.RevealTerms;
import io.assay.chain.SubnetTerms;
import io.assay.chain.timelock.RevealSchedule;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.weights.core.ChainFacts;
import io.assay.weights.core.ChainFacts.Form;
import io.assay.weights.core.Fate;
import io.assay.weights.core.Plan;
import io.assay.weights.core.RevealOutlook;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the chain's answers into the core's words. */
public final class ChainDesk {
    /** Blocks whose state a node keeps unless it is an archive. */
    private static final long KEPT_BLOCKS = 256;

    private final Chain chain;
    private final String signer;

    /**
     * For the weights that a hotkey sets.
     *
     * @param signer the hotkey's address
     */
    public ChainDesk(Chain chain, String signer) {
        this.chain = chain;
        this.signer = signer;
    }

    /** Our hotkey. */
    public String signer() {
        return signer;
    }

    /**
     * What the chain says of a subnet now.
     *
     * @throws NotOnChainException if there is no such subnet
     */
    public ChainFacts facts(int netuid) {
        var nonce = chain.nextNonce(signer);
        var terms = chain.subnet(netuid);
        var form = form(netuid, terms);
        var roster = chain.roster(netuid);
        var owners = roster.neurons().stream().collect(Collectors.toMap(Neuron::uid, Neuron::hotkey));
        return new ChainFacts(
                signer, roster.at().number(), nonce, owners, self(roster.neurons()), demanded(terms), form);
    }

    private static ChainFacts.Terms demanded(SubnetTerms terms) {
        return new ChainFacts.Terms(
                terms.weightsRateLimit(),
                terms.minAllowedWeights(),
                terms.maxWeightLimit(),
                terms.stakeThresholdRao(),
                terms.weightsVersionKey());
    }

    private ChainFacts.@Nullable OwnNeuron self(List<Neuron> neurons) {
        return neurons.stream()
                .filter(neuron -> neuron.hotkey().equals(signer))
                .findFirst()
                .map(neuron -> new ChainFacts.OwnNeuron(
                        neuron.uid(), neuron.stakeRao(), neuron.validatorPermit(), neuron.lastUpdate()))
                .orElse(null);
    }

    private Form form(int netuid, SubnetTerms terms) {
        if (!terms.commitReveal()) {
            return new Form.Plain();
        }
        try {
            return timelocked(chain.revealTerms(netuid));
        } catch (NotOnChainException _) {
            // The subnet is there, its terms were just read: what the chain lacks are time-locked commits.
            return new Form.Hashed();
        }
    }

    private static Form timelocked(RevealTerms terms) {
        return new Form.Timelocked(
                terms.revealRound(),
                terms.lastStoredRound(),
                terms.commitVersion(),
                TimelockedCommit.VERSION,
                epochStart(terms.schedule()));
    }

    private static long epochStart(RevealSchedule schedule) {
        var next = schedule.head() + 1;
        return schedule.nextEpoch() <= next ? next : Math.max(0, schedule.nextEpoch() - schedule.epochBlocks());
    }

    /**
     * When the reveal of a subnet's commit is due. Only chains without time-locked commits are asked, and their epochs lie still.
     *
     * @param committedAt block that holds the commit
     */
    public RevealOutlook outlook(int netuid, long committedAt) {
        var terms = chain.subnet(netuid);
        var schedule =
                RevealSchedule.fixed(netuid, terms.tempo(), Math.max(0, committedAt - 1), terms.revealPeriodEpochs());
        var first = schedule.firstRevealBlock();
        return new RevealOutlook(signer, chain.head().number(), first, first + schedule.epochBlocks() - 1);
    }

    /** What became of a plan. */
    public Fate fate(Plan plan) {
        try {
            return fate(chain.status(Sender.id(plan)));
        } catch (ChainException e) {
            if (chain.head().number() <= plan.extrinsic().death() + KEPT_BLOCKS) {
                throw e;
            }
            return new Fate.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Fate fate(ExtrinsicStatus status) {
        return switch (status) {
            case ExtrinsicStatus.Unknown _ -> new Fate.Unknown();
            case ExtrinsicStatus.Pending _ -> new Fate.Pending();
            case ExtrinsicStatus.InBlock(var block) -> new Fate.InBlock(block);
            case ExtrinsicStatus.Succeeded(var block, var itemErrors, var weightsSet) ->
                new Fate.Succeeded(block, itemErrors, weightsSet);
            case ExtrinsicStatus.Failed(var block, var errorName) -> new Fate.Failed(block, errorName);
            case ExtrinsicStatus.Expired _ -> new Fate.Expired();
            case ExtrinsicStatus.Usurped _ -> new Fate.Usurped();
        };
    }
}
