package io.assay.chain.substrate;

import io.assay.chain.BucketCommitment;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.key.Hotkey;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.type.ScaleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Subnet 3 with two neurons, of which one has committed to a bucket. */
final class Subnet3 {
    static final int NETUID = 3;
    static final ScaleValue ID = ScaleValue.of(NETUID);
    static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    static final Hotkey BOB = Hotkey.fromUri("//Bob");
    static final BucketCommitment BUCKET = new BucketCommitment("b".repeat(32), "k".repeat(32), "s".repeat(64));

    private Subnet3() {}

    static TableNode fill(TableNode node) {
        subtensor(node, "NetworksAdded", ScaleValue.of(true));
        subtensor(node, "Tempo", ScaleValue.of(360));
        subtensor(node, "LastUpdate", ScaleValue.numbers(7, 9));
        subtensor(node, "Incentive", ScaleValue.numbers(0, 65_535));
        subtensor(node, "Dividends", ScaleValue.numbers(65_535, 13_107));
        subtensor(node, "Emission", ScaleValue.numbers(41, 59));
        subtensor(node, "ValidatorPermit", ScaleValue.sequence(ScaleValue.of(true), ScaleValue.of(false)));
        neuron(node, 0, ALICE, 2);
        neuron(node, 1, BOB, 5);
        commitment(node, BOB, field("Raw128", BUCKET.encode()));
        commitment(node, ALICE, field("Raw4", "none"));
        return node;
    }

    static void subtensor(TableNode node, String item, ScaleValue value) {
        node.store("SubtensorModule", item, value, ID);
    }

    static ScaleValue account(Hotkey hotkey) {
        return ScaleValue.of(hotkey.publicKey());
    }

    static void commitment(TableNode node, Hotkey hotkey, ScaleValue... fields) {
        var registration = Map.of(
                "deposit", ScaleValue.of(0),
                "block", ScaleValue.of(1),
                "info", ScaleValue.composite(Map.of("fields", ScaleValue.sequence(fields))));
        node.store("Commitments", "CommitmentOf", ScaleValue.composite(registration), ID, account(hotkey));
    }

    static ScaleValue field(String kind, String text) {
        return ScaleValue.variant(kind, ScaleValue.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The runtime's own stakes, other than those in storage. */
    static ScaleValue metagraph(List<Long> stakes) {
        return ScaleValue.some(ScaleValue.composite(Map.of(
                "netuid",
                ID,
                "hotkeys",
                ScaleValue.sequence(account(ALICE), account(BOB)),
                "total_stake",
                new ScaleValue.Sequence(
                        stakes.stream().<ScaleValue>map(ScaleValue::of).toList()))));
    }

    static void beacon(TableNode node, Beacon beacon) {
        var none = ScaleValue.of(new byte[0]);
        node.store(
                "Drand",
                "BeaconConfig",
                ScaleValue.composite(Map.of(
                        "public_key", ScaleValue.of(beacon.publicKey().encode()),
                        "period", ScaleValue.of(beacon.period().toSeconds()),
                        "genesis_time", ScaleValue.of(beacon.genesis().getEpochSecond()),
                        "hash", none,
                        "group_hash", none,
                        "scheme_id", none,
                        "metadata", ScaleValue.composite(Map.of("beacon_id", none)))));
    }

    /** The extrinsic by which a block's author tells the time. */
    static byte[] timestamp(RuntimeMetadata metadata, long millis) {
        var call = metadata.call("Timestamp", "set").encode(Map.of("now", ScaleValue.of(millis)));
        return new ExtrinsicCodec(metadata).encode(new ScaleExtrinsic.Unsigned(4, ScaleValue.of(call)));
    }

    private static void neuron(TableNode node, int uid, Hotkey hotkey, long registered) {
        node.store("SubtensorModule", "Keys", account(hotkey), ID, ScaleValue.of(uid));
        node.store("SubtensorModule", "BlockAtRegistration", ScaleValue.of(registered), ID, ScaleValue.of(uid));
        node.store("SubtensorModule", "TotalHotkeyAlpha", ScaleValue.of(100 + uid), account(hotkey), ID);
    }
}
