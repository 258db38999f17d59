package io.assay.chain.substrate;

import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A block with what is in it.
 *
 * @param extrinsics each with its length before it, in the block's order
 */
record NodeBlock(String hash, NodeHeader header, List<byte[]> extrinsics) {
    /** The position of an extrinsic, known by {@code 0x} and the blake2b-256 of its bytes. */
    OptionalInt position(String extrinsicHash) {
        return IntStream.range(0, extrinsics.size())
                .filter(at -> Hex.of(Blake2b.hash256(extrinsics.get(at))).equals(extrinsicHash))
                .findFirst();
    }
}
