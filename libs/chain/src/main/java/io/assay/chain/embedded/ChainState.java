package io.assay.chain.embedded;

import io.assay.chain.ExtrinsicStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that the chain's rules depend on, as of one block: what a node serves as the chain's storage. Immutable;
 * {@link #apply} is the only way from one state to the next, at work and at replay.
 *
 * @param number of the block
 * @param timestamp of the block ({@code Timestamp.Now})
 * @param stakesRao by hotkey, the same on every subnet
 * @param nonces of accounts that ever had an extrinsic in a block
 * @param drand the beacon, its newest round and pulses
 * @param subnets by netuid
 */
public record ChainState(
        long number,
        Instant timestamp,
        SortedMap<String, Long> stakesRao,
        SortedMap<String, Long> nonces,
        Drand drand,
        SortedMap<Integer, SubnetState> subnets) {
    public ChainState {
        stakesRao = Collections.unmodifiableSortedMap(stakesRao);
        nonces = Collections.unmodifiableSortedMap(nonces);
        subnets = Collections.unmodifiableSortedMap(subnets);
    }

    static ChainState genesis(ChainSpec spec, Instant timestamp, Drand drand) {
        var subnets = new TreeMap<Integer, SubnetState>();
        spec.subnets().forEach(subnet -> subnets.put(subnet.terms().netuid(), SubnetState.empty(subnet)));
        for (var neuron : spec.neurons()) {
            subnets.computeIfPresent(
                    neuron.netuid(),
                    (_, subnet) -> subnet.withRegistration(subnet.slots().size(), neuron.hotkey(), 0));
        }
        var stakes = new TreeMap<>(spec.stakesRao());
        subnets.replaceAll((_, subnet) -> Permits.given(subnet, stakes));
        return new ChainState(0, timestamp, stakes, new TreeMap<>(), drand, subnets);
    }

    long stakeRao(String hotkey) {
        return stakesRao.getOrDefault(hotkey, 0L);
    }

    long nonce(String hotkey) {
        return nonces.getOrDefault(hotkey, 0L);
    }

    /** Rounds of the beacon that commits wait for. */
    Set<Long> awaitedRounds() {
        return subnets.values().stream()
                .flatMap(subnet -> subnet.commits().awaitedRounds())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The state after a block: first pulses are stored, commits revealed and epochs run that are due, then the
     * extrinsics follow in their order.
     *
     * @throws IllegalStateException if the block does not follow this state
     */
    Applied apply(Draft draft) {
        if (draft.number() != number + 1 || !draft.timestamp().isAfter(timestamp)) {
            throw new IllegalStateException("block " + draft.number() + " does not follow block " + number);
        }
        var execution = new Execution(BlockStep.of(this, draft));
        draft.candidates().forEach(execution::offer);
        return execution.result();
    }

    /** The same in another block, in which nothing has happened yet. */
    ChainState at(long block, Instant time) {
        return new ChainState(block, time, stakesRao, nonces, drand, subnets);
    }

    ChainState withNonce(String signer, long nonce) {
        var used = new TreeMap<>(nonces);
        used.put(signer, nonce);
        return new ChainState(number, timestamp, stakesRao, used, drand, subnets);
    }

    ChainState withDrand(Drand changed) {
        return new ChainState(number, timestamp, stakesRao, nonces, changed, subnets);
    }

    ChainState with(SubnetState subnet) {
        var changed = new TreeMap<>(subnets);
        changed.put(subnet.terms().netuid(), subnet);
        return new ChainState(number, timestamp, stakesRao, nonces, drand, changed);
    }

    ChainState with(List<Change> changes) {
        var state = this;
        for (var change : changes) {
            var subnet = state.subnets.get(change.netuid());
            if (subnet == null) {
                throw new IllegalStateException("subnet " + change.netuid() + " does not exist and cannot change");
            }
            state = state.with(applied(subnet, change));
        }
        return state;
    }

    private SubnetState applied(SubnetState subnet, Change change) {
        return switch (change) {
            case Change.WeightsSet set -> subnet.withWeights(set.uid(), set.weights());
            case Change.Updated updated -> subnet.updated(updated.uid(), number);
            case Change.HashCommitsLeft left ->
                subnet.withCommits(subnet.commits().withHashed(left.hotkey(), left.commits()));
            case Change.Timelocked sealed -> subnet.withCommits(subnet.commits().with(sealed.epoch(), sealed.commit()));
            case Change.Committed committed -> subnet.withCommitment(committed.hotkey(), committed.commitment());
            case Change.Registered registered -> subnet.withRegistration(registered.uid(), registered.hotkey(), number);
        };
    }

    /**
     * What a block leads to.
     *
     * @param included extrinsics that are in the block
     * @param outcomes Succeeded or Failed, by the extrinsic's hash
     * @param events in their order
     */
    record Applied(
            ChainState state,
            List<CheckedExtrinsic> included,
            Map<String, ExtrinsicStatus> outcomes,
            List<ChainEvent> events) {}
}
