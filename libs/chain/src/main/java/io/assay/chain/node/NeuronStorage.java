package io.assay.chain.node;

import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.embedded.Slot;
import io.assay.chain.embedded.SubnetState;
import io.assay.chain.key.Ss58;
import io.assay.chain.node.StoredItem.Entry;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@code SubtensorModule} holds of each neuron. */
final class NeuronStorage {
    private static final String PALLET = "SubtensorModule";
    private static final int FULL = 0xFFFF;

    private NeuronStorage() {}

    static List<StoredItem> items() {
        return List.of(
                item("Uids", (_, netuid, slot) -> Entry.of(ScaleValue.of(slot.uid()), netuid, account(slot))),
                item("Keys", (_, netuid, slot) -> Entry.of(account(slot), netuid, ScaleValue.of(slot.uid()))),
                item(
                        "BlockAtRegistration",
                        (_, netuid, slot) ->
                                Entry.of(ScaleValue.of(slot.registeredAt()), netuid, ScaleValue.of(slot.uid()))),
                item("IsNetworkMember", (_, netuid, slot) -> Entry.of(ScaleValue.of(true), account(slot), netuid)),
                item("TotalHotkeyAlpha", (block, netuid, slot) -> Entry.of(stake(block, slot), account(slot), netuid)),
                list("LastUpdate", slot -> ScaleValue.of(slot.lastUpdate())),
                list("Active", slot -> ScaleValue.of(slot.result().active())),
                list("ValidatorPermit", slot -> ScaleValue.of(slot.permit())),
                list("Consensus", slot -> share(slot.result().consensus())),
                list("Incentive", slot -> share(slot.result().incentive())),
                list("Dividends", slot -> share(slot.result().dividends())),
                list("Emission", slot -> ScaleValue.of(slot.result().emissionRao())),
                item("Weights", (_, netuid, slot) -> Entry.of(weights(slot), netuid, ScaleValue.of(slot.uid()))),
                item("Bonds", (_, netuid, slot) -> Entry.of(bonds(slot), netuid, ScaleValue.of(slot.uid()))));
    }

    private interface PerNeuron {
        Entry entry(ExecutedBlock block, ScaleValue netuid, Slot slot);
    }

    private static StoredItem item(String name, PerNeuron entry) {
        return new StoredItem(
                PALLET,
                name,
                block -> subnets(block).flatMap(subnet -> {
                    var netuid = ScaleValue.of(subnet.spec().terms().netuid());
                    return subnet.slots().stream().map(slot -> entry.entry(block, netuid, slot));
                }));
    }

    private static StoredItem list(String name, Function<Slot, ScaleValue> value) {
        return new StoredItem(
                PALLET,
                name,
                block -> subnets(block)
                        .map(subnet -> Entry.of(
                                new ScaleValue.Sequence(
                                        subnet.slots().stream().map(value).toList()),
                                ScaleValue.of(subnet.spec().terms().netuid()))));
    }

    private static Stream<SubnetState> subnets(ExecutedBlock block) {
        return block.state().subnets().values().stream();
    }

    private static ScaleValue account(Slot slot) {
        return ScaleValue.of(Ss58.decode(slot.hotkey()));
    }

    private static ScaleValue stake(ExecutedBlock block, Slot slot) {
        return ScaleValue.of(block.state().stakesRao().getOrDefault(slot.hotkey(), 0L));
    }

    private static ScaleValue share(double share) {
        return ScaleValue.of(Math.round(share * FULL));
    }

    private static ScaleValue weights(Slot slot) {
        return new ScaleValue.Sequence(slot.weights().stream()
                .<ScaleValue>map(target -> ScaleValue.numbers(target.uid(), target.value()))
                .toList());
    }

    private static ScaleValue bonds(Slot slot) {
        return new ScaleValue.Sequence(slot.bonds().entrySet().stream()
                .<ScaleValue>map(bond -> ScaleValue.sequence(ScaleValue.of(bond.getKey()), share(bond.getValue())))
                .toList());
    }
}
