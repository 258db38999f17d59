package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.key.Blake2b;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the chain's rules depend on, as of its newest block. Immutable; {@link #apply} is the only way from
 * one state to the next, at work and at replay.
 *
 * @param nonces of accounts that ever had an extrinsic in a block
 */
record ChainState(
        Block head,
        SortedMap<String, Long> stakesRao,
        SortedMap<String, Long> nonces,
        SortedMap<Integer, SubnetState> subnets) {
    ChainState {
        stakesRao = Collections.unmodifiableSortedMap(stakesRao);
        nonces = Collections.unmodifiableSortedMap(nonces);
        subnets = Collections.unmodifiableSortedMap(subnets);
    }

    static ChainState genesis(ChainSpec spec, Block first) {
        var subnets = new TreeMap<Integer, SubnetState>();
        spec.subnets().forEach(subnet -> subnets.put(subnet.terms().netuid(), SubnetState.empty(subnet)));
        for (var neuron : spec.neurons()) {
            subnets.computeIfPresent(
                    neuron.netuid(),
                    (_, subnet) -> subnet.withRegistration(subnet.slots().size(), neuron.hotkey(), first.number()));
        }
        var stakes = new TreeMap<>(spec.stakesRao());
        subnets.replaceAll((_, subnet) -> Epoch.permits(subnet, stakes));
        return new ChainState(first, stakes, new TreeMap<>(), subnets);
    }

    long stakeRao(String hotkey) {
        return stakesRao.getOrDefault(hotkey, 0L);
    }

    long nonce(String hotkey) {
        return nonces.getOrDefault(hotkey, 0L);
    }

    /**
     * The state after a block: first the epochs that are due, then the extrinsics in their order.
     *
     * @throws IllegalStateException if the block does not follow this state
     */
    Applied apply(SealedBlock sealed) {
        var next = begin(sealed);
        var outcomes = new LinkedHashMap<String, ExtrinsicStatus>();
        for (var signed : sealed.extrinsics()) {
            next = next.execute(signed, outcomes);
        }
        return new Applied(next, outcomes);
    }

    /** {@code 0x} and the blake2b-256 of the whole state. */
    String hash() {
        return Hex.of(Blake2b.hash256(ChainJson.write(this)));
    }

    private ChainState begin(SealedBlock sealed) {
        var block = sealed.block();
        if (block.number() != head.number() + 1 || !sealed.parentHash().equals(head.hash())) {
            throw new IllegalStateException("block " + block.number() + " does not follow block " + head.number());
        }
        var due = new TreeMap<>(subnets);
        due.replaceAll((_, subnet) ->
                Epoch.isDue(subnet, block.number()) ? Epoch.close(subnet, stakesRao, block.number()) : subnet);
        return new ChainState(block, stakesRao, nonces, due);
    }

    private ChainState execute(SignedExtrinsic signed, Map<String, ExtrinsicStatus> outcomes) {
        var extrinsic = signed.extrinsic();
        var paid = useNonce(extrinsic.signer(), extrinsic.nonce());
        return switch (Rules.decide(paid, extrinsic.signer(), extrinsic.call(), head.number())) {
            case Decision.Allowed(var change) -> {
                outcomes.put(extrinsic.hash(), new ExtrinsicStatus.Succeeded(head.number()));
                yield paid.change(change);
            }
            case Decision.Refused(var errorName) -> {
                outcomes.put(extrinsic.hash(), new ExtrinsicStatus.Failed(head.number(), errorName));
                yield paid;
            }
        };
    }

    private ChainState useNonce(String signer, long nonce) {
        if (nonce != nonce(signer)) {
            throw new IllegalStateException("block " + head.number() + " holds nonce " + nonce + " of " + signer
                    + ", allowed: " + nonce(signer));
        }
        var used = new TreeMap<>(nonces);
        used.put(signer, nonce + 1);
        return new ChainState(head, stakesRao, used, subnets);
    }

    private ChainState change(Change change) {
        var changed = new TreeMap<>(subnets);
        changed.computeIfPresent(change.netuid(), (_, subnet) -> applied(subnet, change));
        return new ChainState(head, stakesRao, nonces, changed);
    }

    private SubnetState applied(SubnetState subnet, Change change) {
        return switch (change) {
            case Change.WeightsSet set -> subnet.withWeights(set.uid(), set.weights(), head.number());
            case Change.Committed committed -> subnet.withCommitment(committed.hotkey(), committed.info());
            case Change.Registered registered ->
                subnet.withRegistration(registered.uid(), registered.hotkey(), head.number());
        };
    }

    /**
     * What a block leads to.
     *
     * @param outcomes Succeeded or Failed, by the extrinsic's hash
     */
    record Applied(ChainState state, Map<String, ExtrinsicStatus> outcomes) {
        Applied {
            outcomes = Map.copyOf(outcomes);
        }
    }
}
