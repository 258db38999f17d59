package io.assay.weights.core;

/**
 * When the chain takes the reveal of a commit.
 *
 * @param signer our hotkey
 * @param head newest finalized block
 * @param first block that the reveal can be in
 * @param last block that the reveal can be in
 */
public record RevealOutlook(String signer, long head, long first, long last) {}
