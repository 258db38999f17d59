package io.assay.chain;

import io.assay.chain.key.Hotkey;
import java.time.Duration;

/**
 * What Assay needs of the chain. Reads see finalized blocks only. Every method throws {@link ChainException} when the
 * chain cannot be reached or does not answer in time. Safe for use by several threads.
 */
public interface Chain extends AutoCloseable {
    /** Hash of block 0, {@code 0x} and 64 hexadecimal digits: the chain's identity, signed into every extrinsic. */
    String genesisHash();

    /** The newest finalized block. */
    Block head();

    /**
     * Waits for a block newer than {@code after}.
     *
     * @param after a block number; negative for any block
     * @param limit how long to wait at most, not negative
     * @return the newest block: with a number above {@code after}, or not, when the limit is over
     */
    Block awaitHead(long after, Duration limit);

    /**
     * A finalized block.
     *
     * @param number from 0
     * @throws NotOnChainException if there is no such block yet
     */
    Block block(long number);

    /**
     * All neurons of a subnet as of one block.
     *
     * @throws NotOnChainException if the subnet does not exist
     */
    Roster roster(int netuid);

    /**
     * The terms under which a subnet takes weights.
     *
     * @throws NotOnChainException if the subnet does not exist
     */
    SubnetTerms subnet(int netuid);

    /** The nonce that the account's next extrinsic must carry, those waiting in the pool counted. */
    long nextNonce(String hotkey);

    /**
     * What a time-locked commit to the subnet must know that is made now.
     *
     * @throws NotOnChainException if the subnet does not exist, or the chain has no time-locked commits
     */
    RevealTerms revealTerms(int netuid);

    /**
     * Encodes and signs a call for the chain as it is now; sends nothing. Signing twice gives two extrinsics, of which
     * the chain executes at most one, because their nonce is the same.
     *
     * @param nonce how many extrinsics of the signer go before it, 0 to 2^32 - 1
     */
    SignedExtrinsic sign(Call call, long nonce, Hotkey hotkey);

    /**
     * Hands an extrinsic to the chain's pool; one that is there already is taken again. That it was taken says nothing
     * of its outcome: ask {@link #status}.
     *
     * @throws ExtrinsicRefusedException if the pool does not take it as it is now
     */
    void submit(SignedExtrinsic signed);

    /** What became of an extrinsic, as of the newest finalized block. */
    ExtrinsicStatus status(ExtrinsicId extrinsic);

    @Override
    void close();
}
