package io.assay.weights;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.RevealTerms;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.key.Hotkey;
import java.time.Duration;
import java.util.function.Supplier;

/** A chain that answers one question. */
record NonceChain(Supplier<Long> nonce) implements Chain {
    @Override
    public long nextNonce(String hotkey) {
        return nonce.get();
    }

    @Override
    public String genesisHash() {
        throw unanswered();
    }

    @Override
    public Block head() {
        throw unanswered();
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        throw unanswered();
    }

    @Override
    public Block block(long number) {
        throw unanswered();
    }

    @Override
    public Roster roster(int netuid) {
        throw unanswered();
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        throw unanswered();
    }

    @Override
    public RevealTerms revealTerms(int netuid) {
        throw unanswered();
    }

    @Override
    public SignedExtrinsic sign(Call call, long nonceGiven, Hotkey hotkey) {
        throw unanswered();
    }

    @Override
    public void submit(SignedExtrinsic signed) {
        throw unanswered();
    }

    @Override
    public ExtrinsicStatus status(ExtrinsicId extrinsic) {
        throw unanswered();
    }

    @Override
    public void close() {}

    private static ChainException unanswered() {
        return new ChainException("only the nonce is known");
    }
}
