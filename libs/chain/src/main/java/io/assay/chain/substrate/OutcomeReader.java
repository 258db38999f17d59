package io.assay.chain.substrate;

import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.metadata.EventRecord;

/** Reads from a block's events how its extrinsics ended. */
final class OutcomeReader {
    private final SubstrateNode node;
    private final Runtimes runtimes;

    OutcomeReader(SubstrateNode node, Runtimes runtimes) {
        this.node = node;
        this.runtimes = runtimes;
    }

    /** How the extrinsic at a position of the block ended. */
    ExtrinsicStatus of(NodeBlock block, int position) {
        var runtime = executed(block);
        var storage = new StorageSnapshot(node, runtime, block.hash());
        var item = storage.item("System", "Events");
        var value = storage.read(item).get(item);
        var number = block.header().number();
        return Decoding.of(node, "events of block " + number, () -> {
            var events = value.items().stream().map(EventRecord::of).toList();
            return new Outcomes(runtime.metadata(), events, position).status(number);
        });
    }

    /** The runtime that executed a block: an upgrade's block leaves the new one behind. */
    ChainRuntime executed(NodeBlock block) {
        return runtimes.at(block.header().parent());
    }
}
