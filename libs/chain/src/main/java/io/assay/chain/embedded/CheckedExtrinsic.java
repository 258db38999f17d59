package io.assay.chain.embedded;

import io.assay.chain.Call;
import io.assay.chain.extrinsic.Era;

/**
 * A signed extrinsic that could be read.
 *
 * @param bytes as it was sent, {@code 0x} and hexadecimal digits
 * @param hash its name: {@code 0x} and the blake2b-256 of its bytes
 * @param signer SS58 address of who is said to have signed it
 * @param nonce how many extrinsics of the signer go before it
 * @param era the blocks that it is good for
 */
public record CheckedExtrinsic(String bytes, String hash, String signer, long nonce, Era era, Call call) {}
