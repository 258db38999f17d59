package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.key.Ss58;
import io.assay.chain.node.StoredItem.Entry;
import io.assay.chain.subtensor.Accounts;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code System}, {@code Timestamp} and {@code Balances}. */
final class SystemStorage {
    private SystemStorage() {}

    static List<StoredItem> items(BlockEvents events) {
        return List.of(
                new StoredItem("System", "Account", SystemStorage::accounts),
                StoredItem.single("System", "Number", block -> ScaleValue.of(number(block))),
                StoredItem.single(
                        "System",
                        "ParentHash",
                        block -> ScaleValue.of(Hex.bytes(block.header().parentHash()))),
                StoredItem.single("System", "Events", events::value),
                StoredItem.single("System", "EventCount", block -> ScaleValue.of(events.count(block))),
                StoredItem.single(
                        "Timestamp",
                        "Now",
                        block -> ScaleValue.of(block.block().timestamp().toEpochMilli())),
                StoredItem.single("Balances", "TotalIssuance", _ -> ScaleValue.of(0)));
    }

    /** Everybody with a stake or an extrinsic has an account. */
    private static Stream<Entry> accounts(ExecutedBlock block) {
        var state = block.state();
        var hotkeys = new TreeSet<>(state.stakesRao().keySet());
        hotkeys.addAll(state.nonces().keySet());
        return hotkeys.stream()
                .map(hotkey -> Entry.of(
                        Accounts.withNonce(state.nonces().getOrDefault(hotkey, 0L)),
                        ScaleValue.of(Ss58.decode(hotkey))));
    }

    private static long number(ExecutedBlock block) {
        return block.block().number();
    }
}
