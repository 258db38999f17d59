package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainJson;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The first line of a journal: the chain as of one block, from which the lines after it go on.
 *
 * @param block the newest block that is no longer in the journal
 * @param outcomes of extrinsics, oldest first
 * @param digest {@code 0x} and the blake2b-256 of the rest
 */
record Snapshot(
        Genesis genesis, Block block, ChainState state, SequencedMap<String, ExtrinsicStatus> outcomes, String digest) {
    static Snapshot of(Genesis genesis, Block block, ChainState state, SequencedMap<String, ExtrinsicStatus> outcomes) {
        return new Snapshot(genesis, block, state, outcomes, digest(genesis, block, state, outcomes));
    }

    /** Whether nothing of it was changed. */
    boolean isIntact() {
        return digest(genesis, block, state, outcomes).equals(digest);
    }

    private static String digest(
            Genesis genesis, Block block, ChainState state, Map<String, ExtrinsicStatus> outcomes) {
        return Hex.of(Blake2b.hash256(
                ChainJson.write(genesis), ChainJson.write(block), ChainJson.write(state), ChainJson.write(outcomes)));
    }

    @Override
    public String toString() {
        return "Snapshot[block=" + block + "]";
    }
}
