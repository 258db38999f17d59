package io.assay.chain.embedded;

import io.assay.chain.key.Ss58;
import io.assay.protocol.Checks;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an embedded chain begins with. All but the block interval is fixed once the chain has its block 0.
 *
 * @param blockInterval time between two blocks, 1 ms to 1 h
 * @param subnets at most 64, each netuid once
 * @param stakesRao stake behind each hotkey in rao, for good
 * @param neurons registered from block 0 on; those with enough stake have a validator permit at once
 * @param beacon the rhythm of the beacon that opens time-locked commits
 */
public record ChainSpec(
        Duration blockInterval,
        List<SubnetSpec> subnets,
        Map<String, Long> stakesRao,
        List<GenesisNeuron> neurons,
        BeaconSpec beacon) {
    public ChainSpec {
        Checks.within("blockInterval in ms", (double) blockInterval.toMillis(), 1, 3_600_000);
        subnets = List.copyOf(Checks.atMost("subnets", subnets, 64));
        stakesRao = sorted(stakesRao);
        neurons = List.copyOf(Checks.atMost("neurons", neurons, 1 << 16));
        Objects.requireNonNull(beacon, "beacon");
        var netuids = new HashSet<Integer>();
        subnets.forEach(subnet -> once(
                netuids.add(subnet.terms().netuid()), "subnet", subnet.terms().netuid()));
        require(
                subnets.stream()
                                .map(subnet -> subnet.terms().stakeThresholdRao())
                                .distinct()
                                .count()
                        <= 1,
                "the subnets have different stake thresholds, allowed: one for the chain");
        var known = new HashSet<GenesisNeuron>();
        neurons.forEach(neuron -> once(known.add(neuron), "neuron", neuron));
        for (var neuron : neurons) {
            Ss58.decode(neuron.hotkey());
            require(netuids.contains(neuron.netuid()), neuron + " is on a subnet that is not in the spec: add it");
        }
        for (var subnet : subnets) {
            requireRoom(subnet, neurons);
        }
    }

    /** With the standard beacon, for blocks of 250 ms or slower. */
    public ChainSpec(
            Duration blockInterval,
            List<SubnetSpec> subnets,
            Map<String, Long> stakesRao,
            List<GenesisNeuron> neurons) {
        this(blockInterval, subnets, stakesRao, neurons, BeaconSpec.standard());
    }

    /** The same chain with another rhythm. */
    public ChainSpec withBlockInterval(Duration interval) {
        return new ChainSpec(interval, subnets, stakesRao, neurons, beacon);
    }

    private static SortedMap<String, Long> sorted(Map<String, Long> stakesRao) {
        stakesRao.forEach((hotkey, stake) -> {
            Ss58.decode(hotkey);
            Checks.notNegative("stake of " + hotkey, stake);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(stakesRao));
    }

    private static void requireRoom(SubnetSpec subnet, List<GenesisNeuron> neurons) {
        var netuid = subnet.terms().netuid();
        var count = neurons.stream().filter(neuron -> neuron.netuid() == netuid).count();
        require(
                count <= subnet.maxUids(),
                "subnet " + netuid + " has " + count + " neurons in the spec, allowed: " + subnet.maxUids());
    }

    private static void once(boolean isNew, String what, Object value) {
        require(isNew, what + " " + value + " is in the spec twice, allowed: once");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
