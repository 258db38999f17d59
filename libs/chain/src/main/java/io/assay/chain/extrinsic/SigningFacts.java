package io.assay.chain.extrinsic;

import io.assay.chain.type.ScaleValue.Bytes;

/**
 * All that is signed besides the call.
 *
 * @param eraBlock number of the block that the era begins with, 0 for an immortal one
 * @param eraBlockHash that block's hash, 32 bytes
 * @param nonce how many extrinsics of the signer go before it, 0 to 2^32 - 1
 * @param tip in the chain's smallest unit, 0 to 2^63 - 1
 */
public record SigningFacts(ChainIdentity chain, Era era, long eraBlock, Bytes eraBlockHash, long nonce, long tip) {
    /**
     * Refuses, with {@link IllegalArgumentException}, numbers out of their range and a block that the era does not begin
     * with: its signature would be good for no node.
     */
    public SigningFacts {
        ChainIdentity.requireHash("the hash of the era's first block", eraBlockHash);
        var birth = era.birth(eraBlock);
        if (birth != eraBlock) {
            throw new IllegalArgumentException(
                    era + " does not begin with block " + eraBlock + ": take block " + birth + " and its hash");
        }
        if (era instanceof Era.Immortal && !eraBlockHash.equals(chain.genesisHash())) {
            throw new IllegalArgumentException(
                    "an immortal era is signed with the genesis hash, not with another block's");
        }
        Extra.requireRanges(nonce, tip);
    }

    /** For an extrinsic that is good for ever, which is signed with the genesis hash. */
    public static SigningFacts immortal(ChainIdentity chain, long nonce, long tip) {
        return new SigningFacts(chain, new Era.Immortal(), 0, chain.genesisHash(), nonce, tip);
    }

    /** The part of it that is sent. */
    public Extra extra() {
        return new Extra(era, nonce, tip, false);
    }
}
