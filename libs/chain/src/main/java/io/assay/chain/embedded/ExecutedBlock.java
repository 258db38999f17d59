package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ExtrinsicStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block with all that it led to: what a node needs to serve it.
 *
 * @param header its hash is the block's
 * @param pulses of the chain's beacon that the block stored
 * @param extrinsics in their order
 * @param outcomes Succeeded or Failed, by the extrinsic's hash, in the extrinsics' order
 * @param events in their order
 * @param state after the block
 */
public record ExecutedBlock(
        Block block,
        Header header,
        List<Pulse> pulses,
        List<CheckedExtrinsic> extrinsics,
        Map<String, ExtrinsicStatus> outcomes,
        List<ChainEvent> events,
        ChainState state) {
    public ExecutedBlock {
        pulses = List.copyOf(pulses);
        extrinsics = List.copyOf(extrinsics);
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        events = List.copyOf(events);
    }

    SealedBlock sealed() {
        return new SealedBlock(
                block, pulses, extrinsics.stream().map(CheckedExtrinsic::bytes).toList());
    }
}
