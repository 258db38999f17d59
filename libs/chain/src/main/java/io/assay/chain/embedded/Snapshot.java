package io.assay.chain.embedded;

import io.assay.chain.Block;
import io.assay.chain.ChainJson;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;

/**
 * The first line of a journal: the chain as of one block, from which the lines after it go on.
 *
 * @param block the newest block that is no longer in the journal
 * @param digest {@code 0x} and the blake2b-256 of the rest
 */
record Snapshot(Genesis genesis, Block block, ChainState state, String digest) {
    static Snapshot of(Genesis genesis, Block block, ChainState state) {
        return new Snapshot(genesis, block, state, digest(genesis, block, state));
    }

    /** Whether nothing of it was changed. */
    boolean isIntact() {
        return digest(genesis, block, state).equals(digest);
    }

    private static String digest(Genesis genesis, Block block, ChainState state) {
        return Hex.of(Blake2b.hash256(ChainJson.write(genesis), ChainJson.write(block), ChainJson.write(state)));
    }

    @Override
    public String toString() {
        return "Snapshot[block=" + block + "]";
    }
}
