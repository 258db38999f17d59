package io.assay.chain.embedded;

import io.assay.protocol.Checks;

/**
 * How much of its past a chain keeps at hand.
 *
 * @param recentBlocks newest blocks of which events and states are kept, at least 1
 * @param blocksBetweenSnapshots more that come into the journal before it begins anew with a snapshot, at least 1
 * @param bytesBetweenSnapshots that come into the journal before it begins anew, however few the blocks are
 */
record Retention(int recentBlocks, int blocksBetweenSnapshots, long bytesBetweenSnapshots) {
    /** Blocks without much in them fill a megabyte. */
    static final Retention DEFAULT = new Retention(EmbeddedChain.RECENT_BLOCKS, 4096, 64 << 20);

    Retention {
        Checks.positive("recentBlocks", recentBlocks);
        Checks.positive("blocksBetweenSnapshots", blocksBetweenSnapshots);
        Checks.positive("bytesBetweenSnapshots", bytesBetweenSnapshots);
    }
}
