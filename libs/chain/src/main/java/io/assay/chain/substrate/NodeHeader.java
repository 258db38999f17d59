package io.assay.chain.substrate;

/**
 * What is needed of a block's header.
 *
 * @param number from 0
 * @param parent hash of the block before
 */
record NodeHeader(long number, String parent) {}
