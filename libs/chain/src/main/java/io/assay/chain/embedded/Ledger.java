package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import io.assay.chain.timelock.Beacon;
import io.assay.chain.timelock.BeaconKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chain's newest state and its blocks since the last snapshot. Not safe for several
 * threads.
 */
final class Ledger {
    private final Genesis genesis;
    private final Retention retention;
    private final BeaconKey beaconKey;
    private final Beacon beacon;
    private final Sealing sealing;
    private final RecentBlocks recent = new RecentBlocks();
    /** Of all blocks that are not in the archive. */
    private final List<Block> later = new ArrayList<>();

    private Block head;
    private ChainState state;

    Ledger(Snapshot snapshot, Retention retention) {
        this.genesis = snapshot.genesis();
        this.retention = retention;
        this.beaconKey = genesis.beaconKey();
        this.beacon = genesis.beacon();
        this.sealing = new Sealing(genesis.seed());
        this.head = snapshot.block();
        this.state = snapshot.state();
        if (head.number() == 0) {
            recent.add(genesis.executed());
            later.add(head);
        }
    }

    Genesis genesis() {
        return genesis;
    }

    Block head() {
        return head;
    }

    ChainState state() {
        return state;
    }

    /** How many blocks the archive must have: all with lower numbers than those here. */
    long archived() {
        return head.number() - later.size() + 1;
    }

    /** A block that is not in the archive. */
    Optional<Block> later(long number) {
        var index = number - archived();
        return index >= 0 && index < later.size() ? Optional.of(later.get((int) index)) : Optional.empty();
    }

    /** A recent block with all that it led to. */
    Optional<ExecutedBlock> recent(long number) {
        return recent.at(number);
    }

    /** A recent block by its hash. */
    Optional<ExecutedBlock> recent(String hash) {
        return recent.of(hash);
    }

    /** The next block of those candidates that can be executed; it does not count before {@link #advance}. */
    ExecutedBlock next(Instant now, List<CheckedExtrinsic> candidates) {
        var earliest = head.timestamp().plusMillis(1);
        var time = Instant.ofEpochMilli(now.toEpochMilli());
        var timestamp = time.isBefore(earliest) ? earliest : time;
        var pulses = state.drand().due(beacon.roundAt(timestamp), state.awaitedRounds()).stream()
                .map(round -> new Pulse(round, Hex.of(beaconKey.sign(round))))
                .toList();
        return executed(new Draft(head.number() + 1, timestamp, pulses, candidates));
    }

    /** Takes a block from the journal; IllegalStateException if it does not follow or was tampered with. */
    void replay(SealedBlock sealed) {
        var executed = executed(sealed.draft());
        if (!executed.block().equals(sealed.block()) || !executed.sealed().equals(sealed)) {
            throw new IllegalStateException(
                    "block " + sealed.block().number() + " does not have the hash of its content");
        }
        advance(executed);
    }

    private ExecutedBlock executed(Draft draft) {
        return sealing.seal(head.hash(), draft, state.apply(draft));
    }

    /** Lets a block count. */
    void advance(ExecutedBlock executed) {
        head = executed.block();
        state = executed.state();
        later.add(head);
        recent.add(executed);
        if (recent.size() > retention.recentBlocks() + 1) {
            recent.removeOldest();
        }
    }

    /** Whether a journal to which so much was added has become long enough to begin anew. */
    boolean isSnapshotDue(long appendedBytes) {
        return later.size() >= retention.recentBlocks() + retention.blocksBetweenSnapshots()
                || appendedBytes >= retention.bytesBetweenSnapshots();
    }

    /** The chain as of the oldest recent block; those after it are {@link #sinceSnapshot}. */
    Snapshot snapshot() {
        var oldest = recent.oldest();
        return Snapshot.of(genesis, oldest.block(), oldest.state());
    }

    List<SealedBlock> sinceSnapshot() {
        return recent.stream().skip(1).map(ExecutedBlock::sealed).toList();
    }

    /** Blocks up to the snapshot that the archive does not have. */
    List<Block> toArchive() {
        return List.copyOf(later.subList(0, later.size() - recent.size() + 1));
    }

    /** Forgets blocks that the archive has now. */
    void forget(int count) {
        later.subList(0, count).clear();
    }
}
