package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.key.Blake2b;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/**
 * A block with what it holds, as it stands in the journal.
 *
 * @param parentHash of the block before; zeros at block 0
 */
record SealedBlock(Block block, String parentHash, List<SignedExtrinsic> extrinsics) {
    static final String NO_PARENT = Hex.of(new byte[32]);

    SealedBlock {
        Hex.require("parentHash", parentHash, 32);
        extrinsics = List.copyOf(extrinsics);
    }

    static SealedBlock first(Instant timestamp, String seed) {
        return seal(0, NO_PARENT, timestamp, List.of(), seed);
    }

    SealedBlock next(Instant timestamp, List<SignedExtrinsic> included, String seed) {
        return seal(block.number() + 1, block.hash(), timestamp, included, seed);
    }

    /** Whether the hash is that of the content. */
    boolean isSealedBy(String seed) {
        return hash(block.number(), parentHash, block.timestamp(), extrinsics, seed)
                .equals(block.hash());
    }

    private static SealedBlock seal(
            long number, String parentHash, Instant timestamp, List<SignedExtrinsic> extrinsics, String seed) {
        var hash = hash(number, parentHash, timestamp, extrinsics, seed);
        return new SealedBlock(new Block(number, hash, timestamp), parentHash, extrinsics);
    }

    /** The seed is known to nobody but the journal, so that a block's hash cannot be computed before the block is made. */
    private static String hash(
            long number, String parentHash, Instant timestamp, List<SignedExtrinsic> extrinsics, String seed) {
        var bytes = ByteBuffer.allocate(32 + 8 + 8 + extrinsics.size() * (32 + 64) + 32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Hex.bytes(parentHash))
                .putLong(number)
                .putLong(timestamp.toEpochMilli());
        for (var signed : extrinsics) {
            bytes.put(Hex.bytes(signed.extrinsic().hash())).put(Hex.bytes(signed.signature()));
        }
        return Hex.of(Blake2b.hash256(bytes.put(Hex.bytes(seed)).array()));
    }
}
