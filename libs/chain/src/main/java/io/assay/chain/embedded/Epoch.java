package io.assay.chain.embedded;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The end of a tempo: weights become incentive, dividends and emission (subtensor, {@code epoch_mechanism} and
 * {@code distribute_emission}). Half of the epoch's emission goes to miners by incentive, half to validators by
 * dividends; an odd rao is the validators'. If nobody earned anything, all of it goes to the validators by stake.
 */
final class Epoch {
    private final SubnetState subnet;
    private final Map<String, Long> stakesRao;
    private final long block;
    /** The first block that is younger than the epoch before. */
    private final long sinceLastEpoch;

    private Epoch(SubnetState before, Map<String, Long> stakesRao, long block) {
        this.subnet = before.withEpochs(before.epochs().ran(block));
        this.stakesRao = stakesRao;
        this.block = block;
        var last = before.epochs().lastEpochBlock();
        this.sinceLastEpoch = last == 0 ? Math.max(0, block - before.terms().tempo()) : last + 1;
    }

    static BlockStep.Subnet close(SubnetState before, Map<String, Long> stakesRao, long block) {
        var epoch = new Epoch(before, stakesRao, block);
        var yuma = new Yuma(epoch.activeStake(), epoch.weights(), epoch.bonds());
        return epoch.closed(yuma);
    }

    private BlockStep.Subnet closed(Yuma yuma) {
        var miners = minerEmission(yuma);
        var validators = validatorEmission(yuma);
        var bonds = yuma.bonds();
        var permitted = Permits.given(subnet, stakesRao);
        var earned = permitted.slots().stream()
                .map(slot -> slot.after(
                        result(slot, yuma, miners[slot.uid()] + validators[slot.uid()]),
                        slot.permit() ? sparse(bonds[slot.uid()]) : Collections.emptySortedMap()))
                .toList();
        var toMiners = Arrays.stream(miners).boxed().toList();
        var event = Events.incentiveAlphaEmittedToMiners(subnet.terms().netuid(), toMiners);
        return new BlockStep.Subnet(permitted.withEarnings(earned), List.of(event));
    }

    private double[] stake() {
        return subnet.slots().stream()
                .mapToDouble(slot -> (double) Permits.stakeRao(subnet, slot, stakesRao))
                .toArray();
    }

    /** Of those who have a say: with a permit from the epoch before, and not inactive. */
    private double[] activeStake() {
        return subnet.slots().stream()
                .mapToDouble(slot ->
                        slot.permit() && isActive(slot) ? (double) Permits.stakeRao(subnet, slot, stakesRao) : 0)
                .toArray();
    }

    private boolean isActive(Slot slot) {
        return block - slot.lastUpdate() <= subnet.spec().activityCutoffBlocks();
    }

    private double[][] weights() {
        var slots = subnet.slots();
        var matrix = new double[slots.size()][slots.size()];
        for (var from : slots) {
            var commit = earliestCommit(from);
            for (var target : from.weights()) {
                var to = slots.get(target.uid());
                matrix[from.uid()][to.uid()] = counts(from, to) && commit >= to.registeredAt() ? target.value() : 0;
            }
        }
        return matrix;
    }

    /** Weights for oneself, or older than the registration of whom they are for, count nothing. */
    private static boolean counts(Slot from, Slot to) {
        return from.permit() && from.uid() != to.uid() && from.lastUpdate() > to.registeredAt();
    }

    /** With a commit still to be revealed, a neuron's weights are at least as old as that. */
    private long earliestCommit(Slot from) {
        return subnet.commits()
                .earliest(from.hotkey(), subnet.epochs().index(), subnet.terms().revealPeriodEpochs())
                .orElse(Long.MAX_VALUE);
    }

    /** Without bonds to those who came since the epoch before. */
    private double[][] bonds() {
        var slots = subnet.slots();
        var matrix = new double[slots.size()][slots.size()];
        for (var slot : slots) {
            slot.bonds()
                    .forEach((uid, bond) ->
                            matrix[slot.uid()][uid] = slots.get(uid).registeredAt() < sinceLastEpoch ? bond : 0);
        }
        return matrix;
    }

    private long[] minerEmission(Yuma yuma) {
        return Emission.split(subnet.spec().emissionRaoPerEpoch() / 2, yuma.incentive());
    }

    private long[] validatorEmission(Yuma yuma) {
        var rao = subnet.spec().emissionRaoPerEpoch();
        var dividends = yuma.dividends();
        if (isZero(dividends)) {
            return Emission.split(rao, Yuma.normalised(isZero(activeStake()) ? stake() : activeStake()));
        }
        return Emission.split(rao - rao / 2, dividends);
    }

    private static boolean isZero(double[] vector) {
        return Arrays.stream(vector).allMatch(x -> x == 0);
    }

    private EpochResult result(Slot slot, Yuma yuma, long emissionRao) {
        var i = slot.uid();
        return new EpochResult(
                isActive(slot),
                yuma.consensus()[i],
                atMostOne(yuma.incentive()[i]),
                atMostOne(yuma.dividends()[i]),
                atMostOne(yuma.validatorTrust()[i]),
                emissionRao);
    }

    /** A share that is all there is may come out of a sum of doubles a hair above 1. */
    private static double atMostOne(double share) {
        return Math.min(share, 1);
    }

    private static SortedMap<Integer, Double> sparse(double[] row) {
        var out = new TreeMap<Integer, Double>();
        IntStream.range(0, row.length).filter(j -> row[j] > 0).forEach(j -> out.put(j, row[j]));
        return out;
    }
}
