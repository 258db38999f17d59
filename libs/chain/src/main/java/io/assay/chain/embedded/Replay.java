package io.assay.chain.embedded;

import io.assay.chain.ChainJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a journal back into a ledger. */
final class Replay implements Journal.LineReader {
    private final ChainSpec spec;
    private final Retention retention;
    private @Nullable Ledger ledger;

    private Replay(ChainSpec spec, Retention retention) {
        this.spec = spec;
        this.retention = retention;
    }

    /** The ledger of a journal; null if the journal is empty. */
    static @Nullable Ledger of(Journal journal, ChainSpec spec, Retention retention) throws IOException {
        var replay = new Replay(spec, retention);
        journal.readAll(replay);
        return replay.ledger;
    }

    @Override
    public void read(long number, byte[] line) throws IOException {
        try {
            take(line);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException(
                    "line " + number + " of the journal: " + e.getMessage()
                            + "; restore the directory from a backup or begin a new chain in another one",
                    e);
        }
    }

    private void take(byte[] line) {
        if (ledger == null) {
            ledger = begin(ChainJson.read(line, Snapshot.class));
        } else {
            ledger.replay(ChainJson.read(line, SealedBlock.class));
        }
    }

    private Ledger begin(Snapshot snapshot) {
        if (!snapshot.genesis().spec().withBlockInterval(spec.blockInterval()).equals(spec)) {
            throw new IllegalStateException(
                    "it was begun with another spec, of which only the block interval may change");
        }
        if (!snapshot.isIntact()) {
            throw new IllegalStateException(
                    "the snapshot of block " + snapshot.block().number() + " does not have the digest of its content");
        }
        if (!snapshot.genesis().isSealed()) {
            throw new IllegalStateException("block 0 does not have the hash of its content");
        }
        return new Ledger(snapshot, retention);
    }
}
