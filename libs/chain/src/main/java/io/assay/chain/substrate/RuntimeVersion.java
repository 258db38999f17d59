package io.assay.chain.substrate;

/**
 * Which runtime a block has.
 *
 * @param spec {@code specVersion}: another one has other metadata
 * @param transaction {@code transactionVersion}, signed into every extrinsic
 */
record RuntimeVersion(long spec, long transaction) {}
