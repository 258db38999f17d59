package io.assay.chain.embedded;

import io.assay.chain.ChainJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a journal back into a ledger. */
final class Replay implements Journal.LineReader {
    private final ChainSpec spec;
    private @Nullable Ledger ledger;

    private Replay(ChainSpec spec) {
        this.spec = spec;
    }

    /** The ledger of a journal; null if the journal is empty. */
    static @Nullable Ledger of(Journal journal, ChainSpec spec) throws IOException {
        var replay = new Replay(spec);
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
            ledger = begin(ChainJson.read(line, Genesis.class));
        } else {
            ledger.replay(ChainJson.read(line, SealedBlock.class));
        }
    }

    private Ledger begin(Genesis genesis) {
        if (!genesis.spec().withBlockInterval(spec.blockInterval()).equals(spec)) {
            throw new IllegalStateException(
                    "it was begun with another spec, of which only the block interval may change");
        }
        if (!genesis.first().isSealedBy(genesis.seed())) {
            throw new IllegalStateException("block 0 does not have the hash of its content");
        }
        return new Ledger(genesis);
    }
}
