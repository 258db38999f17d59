package io.assay.chain.substrate;

import io.assay.chain.ExtrinsicStatus;

/**
 * An extrinsic that somebody has sent, in a finalized block.
 *
 * @param block the block's number
 * @param hash {@code 0x} and 64 hexadecimal digits
 * @param nonce of the signer
 * @param call pallet and name: {@code SubtensorModule.set_weights}
 * @param fate how it ended
 */
public record Submission(long block, String hash, long nonce, String call, ExtrinsicStatus fate) {}
