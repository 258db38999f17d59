package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.ChainException;
import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.extrinsic.ScaleExtrinsic;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.UnexpectedValueException;
import java.time.Instant;
import java.util.Optional;

/** Blocks with their times. */
final class Blocks {
    /** The first extrinsics of a block are its author's own; the time is one of them. */
    private static final int INHERENTS = 3;

    private final SubstrateNode node;
    private final Runtimes runtimes;
    private final Finality finality;

    Blocks(SubstrateNode node, Runtimes runtimes) {
        this.node = node;
        this.runtimes = runtimes;
        this.finality = new Finality(node);
    }

    /** The newest finalized block that the node knows. */
    Block finalized() {
        var block = of(finality.head());
        finality.is(block.number());
        return block;
    }

    /** The newest block that the node knows, final or not. */
    Block best() {
        return of(node.bestHash());
    }

    /**
     * A block of the chain by its number, which must be final. Nodes keep the state of recent blocks only, and what is in
     * all of them: the time of one whose state is gone is what its author put into it.
     */
    Block finalized(long number) {
        var hash = hash(number);
        try {
            return at(number, hash);
        } catch (DiscardedStateException e) {
            return told(content(number)).orElseThrow(() -> e);
        }
    }

    /** Hash of a finalized block. */
    String hash(long number) {
        finality.require(number);
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

    /** With the time of its {@code Timestamp.set}, if that is read by today's metadata. */
    private Optional<Block> told(NodeBlock block) {
        var metadata = runtimes.at(node.finalizedHash()).metadata();
        var codec = new ExtrinsicCodec(metadata);
        return block.extrinsics().stream()
                .limit(INHERENTS)
                .flatMap(bytes -> time(metadata, codec, bytes).stream())
                .findFirst()
                .map(time -> new Block(block.header().number(), block.hash(), time));
    }

    private static Optional<Instant> time(RuntimeMetadata metadata, ExtrinsicCodec codec, byte[] bytes) {
        try {
            if (codec.decode(bytes) instanceof ScaleExtrinsic.Unsigned(var _, var call)) {
                var decoded = metadata.decodeCall(call.value());
                return decoded.pallet().equals("Timestamp") && decoded.name().equals("set")
                        ? Optional.of(Instant.ofEpochMilli(
                                decoded.arguments().field("now").asLong()))
                        : Optional.empty();
            }
        } catch (MalformedScaleException | NotInRuntimeException | UnexpectedValueException _) {
            // Of another runtime: what it says is not known.
        }
        return Optional.empty();
    }

    private NodeBlock content(String hash) {
        return node.block(hash)
                .orElseThrow(() -> node.missing("block " + hash + ", which is final: name one that keeps all blocks"));
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
