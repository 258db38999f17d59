package io.assay.chain.substrate;

import io.assay.chain.Block;

/**
 * How far a chain is.
 *
 * @param endpoint the node that said so, {@code scheme://host:port}
 * @param finalized newest finalized block
 * @param best newest block, final or not
 * @param runtime name and spec version of the finalized block's runtime
 */
public record ChainHeads(String endpoint, Block finalized, Block best, String runtime) {}
