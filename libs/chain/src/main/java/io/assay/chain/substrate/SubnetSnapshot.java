package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.NotOnChainException;
import io.assay.chain.type.ScaleValue;
import io.assay.protocol.Checks;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What one block's storage says of one subnet, which is there. */
final class SubnetSnapshot {
    private static final String SUBTENSOR = "SubtensorModule";

    private final StorageSnapshot storage;
    private final Block block;
    private final int netuid;

    private SubnetSnapshot(StorageSnapshot storage, Block block, int netuid) {
        this.storage = storage;
        this.block = block;
        this.netuid = netuid;
    }

    /**
     * A subnet as of a block.
     *
     * @throws NotOnChainException if it does not exist then
     */
    static SubnetSnapshot at(StorageSnapshot storage, Block block, int netuid) {
        var snapshot = new SubnetSnapshot(storage, block, Checks.u16("netuid", netuid));
        var added = snapshot.item("NetworksAdded");
        if (!storage.decode(added.name(), () -> storage.read(added).get(added).asBool())) {
            throw new NotOnChainException("the chain has no subnet " + netuid + " at block " + block.number());
        }
        return snapshot;
    }

    StorageSnapshot storage() {
        return storage;
    }

    Block block() {
        return block;
    }

    int netuid() {
        return netuid;
    }

    ScaleValue id() {
        return ScaleValue.of(netuid);
    }

    /** An item of subtensor that the subnet is the first key of. */
    StorageItem item(String name, ScaleValue... more) {
        var keys = Stream.concat(Stream.of(id()), Stream.of(more)).toArray(ScaleValue[]::new);
        return storage.item(SUBTENSOR, name, keys);
    }

    /** An item of subtensor that belongs to no subnet. */
    StorageItem global(String name) {
        return storage.item(SUBTENSOR, name);
    }

    boolean has(String item) {
        return storage.runtime().hasStorage(SUBTENSOR, item);
    }

    StoredValues read(List<StorageItem> items) {
        return storage.read(items);
    }

    /** A value put together from several; what cannot be is the node's fault. */
    <T> T decode(String what, Supplier<T> reading) {
        return storage.decode(what + " of subnet " + netuid, reading);
    }

    /** The elements of a list, one for each neuron. */
    <T> List<T> list(StoredValues values, StorageItem item, Function<ScaleValue, T> reading) {
        return decode(
                item.name(),
                () -> values.get(item).items().stream().map(reading).toList());
    }
}
