package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.ChainException;
import java.time.Instant;

/** Blocks with their times. */
final class Blocks {
    private final SubstrateNode node;
    private final Runtimes runtimes;

    Blocks(SubstrateNode node, Runtimes runtimes) {
        this.node = node;
        this.runtimes = runtimes;
    }

    /** The newest finalized block that the node knows. */
    Block finalized() {
        return of(node.finalizedHash());
    }

    /** The newest block that the node knows, final or not. */
    Block best() {
        return of(node.bestHash());
    }

    /** A block of the chain by its number, which must be final. */
    Block finalized(long number) {
        return at(number, hash(number));
    }

    /** Hash of a finalized block. */
    String hash(long number) {
        return node.blockHash(number).orElseThrow(() -> node.missing("block " + number + ", which is final"));
    }

    /** A finalized block with what is in it. */
    NodeBlock content(long number) {
        var block = content(hash(number));
        if (block.header().number() != number) {
            throw new ChainException("chain node " + node.endpoint() + " answers with block "
                    + block.header().number() + " where block " + number + " was asked for");
        }
        return block;
    }

    private NodeBlock content(String hash) {
        return node.block(hash).orElseThrow(() -> node.missing("block " + hash + ", which is final"));
    }

    private Block of(String hash) {
        var header = node.header(hash).orElseThrow(() -> node.missing("header of block " + hash));
        return at(header.number(), hash);
    }

    private Block at(long number, String hash) {
        var now = StorageSnapshot.at(node, runtimes, hash).get("Timestamp", "Now");
        return Decoding.of(node, "Timestamp.Now", () -> new Block(number, hash, Instant.ofEpochMilli(now.asLong())));
    }
}
