package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.Hex;
import java.util.List;

/** A block with what it holds, as it stands in the journal; everything else follows from the blocks before it. */
record SealedBlock(Block block, List<Pulse> pulses, List<String> extrinsics) {
    SealedBlock {
        pulses = List.copyOf(pulses);
        extrinsics = List.copyOf(extrinsics);
    }

    Draft draft() {
        var candidates = extrinsics.stream()
                .map(bytes -> ExtrinsicReader.read(Hex.bytes(bytes)))
                .toList();
        return new Draft(block.number(), block.timestamp(), pulses, candidates);
    }
}
