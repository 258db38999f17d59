package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainJson;
import io.assay.chain.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A chain's ledger in a directory: the journal ({@code chain.jsonl}: a snapshot, then a block a line) and the archive of
 * the blocks up to the snapshot ({@code blocks.bin}). Not safe for several threads.
 */
final class Store implements AutoCloseable {
    private final Journal journal;
    private final BlockArchive archive;
    private final Ledger ledger;

    private Store(Journal journal, BlockArchive archive, Ledger ledger) {
        this.journal = journal;
        this.archive = archive;
        this.ledger = ledger;
    }

    /** Opens what is in a directory, or begins a chain there. */
    static Store open(Path directory, ChainSpec spec, Instant now, RandomGenerator random, Retention retention)
            throws IOException {
        Files.createDirectories(directory);
        var journal = Journal.open(directory);
        try {
            var replayed = Replay.of(journal, spec, retention);
            var ledger = replayed == null ? begin(journal, genesis(spec, now, random), retention) : replayed;
            return new Store(journal, BlockArchive.open(directory.resolve("blocks.bin"), ledger.archived()), ledger);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static Genesis genesis(ChainSpec spec, Instant now, RandomGenerator random) {
        var seed = new byte[32];
        random.nextBytes(seed);
        return Genesis.of(spec, Instant.ofEpochMilli(now.toEpochMilli()), Hex.of(seed));
    }

    private static Ledger begin(Journal journal, Genesis genesis, Retention retention) throws IOException {
        var state = genesis.executed().state();
        var snapshot = Snapshot.of(genesis, genesis.first(), state);
        journal.append(ChainJson.write(snapshot), true);
        return new Ledger(snapshot, retention);
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Makes the next block of those candidates that can be executed, and writes it down before it counts. One with
     * extrinsics is synced to the disk, an empty one left to the system.
     */
    Block produce(Instant now, List<CheckedExtrinsic> candidates) throws IOException {
        var next = ledger.next(now, candidates);
        journal.append(ChainJson.write(next.sealed()), !next.extrinsics().isEmpty());
        ledger.advance(next);
        if (ledger.isSnapshotDue(journal.appendedBytes())) {
            shorten();
        }
        return next.block();
    }

    /** A process that is killed in between leaves the journal as it was, and records too many in the archive. */
    private void shorten() throws IOException {
        var toArchive = ledger.toArchive();
        archive.append(toArchive);
        var lines = Stream.concat(Stream.of(ledger.snapshot()), ledger.sinceSnapshot().stream());
        journal.replace(lines.map(ChainJson::write));
        ledger.forget(toArchive.size());
    }

    /** A block that was made. */
    Block block(long number) throws IOException {
        var later = ledger.later(number);
        return later.isPresent() ? later.get() : archive.block(number);
    }

    @Override
    public void close() throws IOException {
        try (journal) {
            archive.close();
        }
    }
}
