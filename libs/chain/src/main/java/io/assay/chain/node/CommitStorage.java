package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.Commitment;
import io.assay.chain.embedded.Drand;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.embedded.SubnetState;
import io.assay.chain.embedded.WeightCommits;
import io.assay.chain.key.Ss58;
import io.assay.chain.node.StoredItem.Entry;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.type.ScaleValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Weights that are committed and not yet revealed, {@code Commitments} and {@code Drand}. */
final class CommitStorage {
    private static final ScaleValue ZERO = ScaleValue.of(0);
    private static final ScaleValue NO_BYTES = ScaleValue.of(new byte[0]);

    private CommitStorage() {}

    static List<StoredItem> items() {
        return List.of(
                new StoredItem("SubtensorModule", "WeightCommits", CommitStorage::hashed),
                new StoredItem("SubtensorModule", "TimelockedWeightCommits", CommitStorage::timelocked),
                commitments("CommitmentOf", CommitStorage::registration),
                commitments("LastCommitment", commitment -> ScaleValue.of(commitment.block())),
                commitments("UsedSpaceOf", CommitStorage::usage),
                StoredItem.single(
                        "Drand", "BeaconConfig", block -> beacon(block.state().drand())),
                new StoredItem("Drand", "Pulses", CommitStorage::pulses),
                StoredItem.single(
                        "Drand",
                        "LastStoredRound",
                        block -> ScaleValue.of(block.state().drand().lastStoredRound())),
                StoredItem.single("Drand", "OldestStoredRound", CommitStorage::oldestRound));
    }

    /** Since spec 425 a hash commit is its hash, epoch, block and a number that is no longer used. */
    private static Stream<Entry> hashed(ExecutedBlock block) {
        return subnets(block)
                .flatMap(subnet -> subnet.commits().hashed().entrySet().stream()
                        .map(commits -> Entry.of(
                                new ScaleValue.Sequence(commits.getValue().stream()
                                        .map(CommitStorage::hashed)
                                        .toList()),
                                netuid(subnet),
                                account(commits.getKey()))));
    }

    private static ScaleValue hashed(WeightCommits.Hashed commit) {
        return ScaleValue.sequence(
                bytes(commit.hash()), ScaleValue.of(commit.epoch()), ScaleValue.of(commit.block()), ZERO);
    }

    private static Stream<Entry> timelocked(ExecutedBlock block) {
        return subnets(block)
                .flatMap(subnet -> subnet.commits().timelocked().entrySet().stream()
                        .map(commits -> Entry.of(
                                new ScaleValue.Sequence(commits.getValue().stream()
                                        .map(CommitStorage::timelocked)
                                        .toList()),
                                netuid(subnet),
                                ScaleValue.of(commits.getKey()))));
    }

    private static ScaleValue timelocked(WeightCommits.Timelocked commit) {
        return ScaleValue.sequence(
                account(commit.hotkey()),
                ScaleValue.of(commit.block()),
                bytes(commit.commit()),
                ScaleValue.of(commit.revealRound()));
    }

    private static StoredItem commitments(String name, Function<Commitment, ScaleValue> value) {
        return new StoredItem(
                "Commitments",
                name,
                block -> subnets(block)
                        .flatMap(subnet -> subnet.commitments().entrySet().stream()
                                .map(commitment -> Entry.of(
                                        value.apply(commitment.getValue()),
                                        netuid(subnet),
                                        account(commitment.getKey())))));
    }

    private static ScaleValue registration(Commitment commitment) {
        var text = commitment.info().getBytes(StandardCharsets.US_ASCII);
        var raw = ScaleValue.variant("Raw" + text.length, ScaleValue.of(text));
        return ScaleValue.composite(Map.of(
                "deposit", ZERO,
                "block", ScaleValue.of(commitment.block()),
                "info", ScaleValue.composite(Map.of("fields", ScaleValue.sequence(raw)))));
    }

    private static ScaleValue usage(Commitment commitment) {
        return ScaleValue.composite(Map.of(
                "last_epoch", ScaleValue.of(commitment.epoch()), "used_space", ScaleValue.of(commitment.usedSpace())));
    }

    private static ScaleValue beacon(Drand drand) {
        var name = ScaleValue.composite(Map.of("beacon_id", ascii("assay")));
        return ScaleValue.composite(Map.of(
                "public_key", bytes(drand.publicKey()),
                "period", ScaleValue.of(drand.period().toSeconds()),
                "genesis_time", ScaleValue.of(drand.genesis().getEpochSecond()),
                "hash", NO_BYTES,
                "group_hash", NO_BYTES,
                "scheme_id", ascii("bls-unchained-g1-rfc9380"),
                "metadata", name));
    }

    /** A pulse's randomness is the hash of its signature, as drand's. */
    private static Stream<Entry> pulses(ExecutedBlock block) {
        return block.state().drand().pulses().entrySet().stream().map(pulse -> {
            var signature = Hex.bytes(pulse.getValue());
            var round = ScaleValue.of(pulse.getKey());
            return Entry.of(
                    ScaleValue.composite(Map.of(
                            "round", round,
                            "randomness", ScaleValue.of(Beacon.randomness(signature)),
                            "signature", ScaleValue.of(signature))),
                    round);
        });
    }

    private static ScaleValue oldestRound(ExecutedBlock block) {
        var pulses = block.state().drand().pulses();
        return ScaleValue.of(pulses.isEmpty() ? 0 : pulses.firstKey());
    }

    private static Stream<SubnetState> subnets(ExecutedBlock block) {
        return block.state().subnets().values().stream();
    }

    private static ScaleValue netuid(SubnetState subnet) {
        return ScaleValue.of(subnet.spec().terms().netuid());
    }

    private static ScaleValue account(String hotkey) {
        return ScaleValue.of(Ss58.decode(hotkey));
    }

    private static ScaleValue bytes(String hex) {
        return ScaleValue.of(Hex.bytes(hex));
    }

    private static ScaleValue ascii(String text) {
        return ScaleValue.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
