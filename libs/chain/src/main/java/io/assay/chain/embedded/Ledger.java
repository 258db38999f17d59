package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SignedExtrinsic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chain's blocks, the outcomes of its extrinsics and its state. Not safe for several threads. */
final class Ledger {
    private final Genesis genesis;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, ExtrinsicStatus> outcomes = new HashMap<>();
    private SealedBlock newest;
    private ChainState state;

    Ledger(Genesis genesis) {
        this.genesis = genesis;
        this.newest = genesis.first();
        this.state = ChainState.genesis(genesis.spec(), newest.block());
        blocks.add(newest.block());
    }

    ChainState state() {
        return state;
    }

    Block genesisBlock() {
        return blocks.getFirst();
    }

    List<Block> blocks() {
        return blocks;
    }

    ExtrinsicStatus status(String extrinsicHash) {
        return outcomes.getOrDefault(extrinsicHash, new ExtrinsicStatus.Unknown());
    }

    /** Makes the next block and writes it down before it counts. */
    Block produce(Instant now, List<SignedExtrinsic> included, Journal journal) throws IOException {
        var earliest = newest.block().timestamp().plusMillis(1);
        var timestamp = Instant.ofEpochMilli(now.toEpochMilli());
        var sealed = newest.next(timestamp.isBefore(earliest) ? earliest : timestamp, included, genesis.seed());
        var applied = state.apply(sealed);
        journal.append(ChainJson.write(sealed), !included.isEmpty());
        advance(sealed, applied);
        return sealed.block();
    }

    /** Takes a block from the journal; IllegalStateException if it does not follow or was tampered with. */
    void replay(SealedBlock sealed) {
        if (!sealed.isSealedBy(genesis.seed())) {
            throw new IllegalStateException(
                    "block " + sealed.block().number() + " does not have the hash of its content");
        }
        advance(sealed, state.apply(sealed));
    }

    private void advance(SealedBlock sealed, ChainState.Applied applied) {
        newest = sealed;
        state = applied.state();
        outcomes.putAll(applied.outcomes());
        blocks.add(sealed.block());
    }
}
