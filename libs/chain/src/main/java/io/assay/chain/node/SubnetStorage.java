package io.assay.chain.node;

import io.assay.chain.SubnetTerms;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.embedded.SubnetState;
import io.assay.chain.node.StoredItem.Entry;
import io.assay.chain.timelock.TimelockedCommit;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What {@code SubtensorModule} holds of each subnet. */
final class SubnetStorage {
    private static final String PALLET = "SubtensorModule";

    private SubnetStorage() {}

    static List<StoredItem> items() {
        return List.of(
                each("NetworksAdded", _ -> ScaleValue.of(true)),
                StoredItem.single(
                        PALLET,
                        "TotalNetworks",
                        block -> ScaleValue.of(block.state().subnets().size())),
                number("SubnetworkN", subnet -> subnet.slots().size()),
                number("MaxAllowedUids", subnet -> subnet.spec().maxUids()),
                number("MaxAllowedValidators", subnet -> subnet.spec().maxValidators()),
                number("MinNonImmuneUids", subnet -> subnet.spec().minNonImmuneUids()),
                number("ImmunityPeriod", subnet -> u16(subnet.spec().immunityPeriodBlocks())),
                number("ActivityCutoff", subnet -> u16(subnet.spec().activityCutoffBlocks())),
                number("Tempo", subnet -> terms(subnet).tempo()),
                number("LastEpochBlock", subnet -> subnet.epochs().lastEpochBlock()),
                number("SubnetEpochIndex", subnet -> subnet.epochs().index()),
                number("WeightsSetRateLimit", subnet -> terms(subnet).weightsRateLimit()),
                number("WeightsVersionKey", subnet -> terms(subnet).weightsVersionKey()),
                number("MinAllowedWeights", subnet -> terms(subnet).minAllowedWeights()),
                number("MaxWeightsLimit", subnet -> terms(subnet).maxWeightLimit()),
                StoredItem.single(PALLET, "StakeThreshold", SubnetStorage::stakeThreshold),
                each(
                        "CommitRevealWeightsEnabled",
                        subnet -> ScaleValue.of(terms(subnet).commitReveal())),
                number("RevealPeriodEpochs", subnet -> terms(subnet).revealPeriodEpochs()),
                StoredItem.single(PALLET, "CommitRevealWeightsVersion", _ -> ScaleValue.of(TimelockedCommit.VERSION)),
                new StoredItem(PALLET, "PendingEpochAt", _ -> Stream.empty()));
    }

    /** One for the chain, whose subnets have the same. */
    private static ScaleValue stakeThreshold(ExecutedBlock block) {
        return ScaleValue.of(block.state().subnets().values().stream()
                .mapToLong(subnet -> terms(subnet).stakeThresholdRao())
                .max()
                .orElse(0));
    }

    private static SubnetTerms terms(SubnetState subnet) {
        return subnet.spec().terms();
    }

    /** The chain's own numbers are wider than the storage's. */
    private static long u16(long blocks) {
        return Math.min(blocks, 0xFFFF);
    }

    private static StoredItem number(String name, ToLongFunction<SubnetState> value) {
        return each(name, subnet -> ScaleValue.of(value.applyAsLong(subnet)));
    }

    private static StoredItem each(String name, Function<SubnetState, ScaleValue> value) {
        return new StoredItem(
                PALLET,
                name,
                block -> block.state().subnets().entrySet().stream()
                        .map(subnet -> Entry.of(value.apply(subnet.getValue()), ScaleValue.of(subnet.getKey()))));
    }
}
