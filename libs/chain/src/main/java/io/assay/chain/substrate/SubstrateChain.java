package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.Call;
import io.assay.chain.Chain;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.NotOnChainException;
import io.assay.chain.RevealTerms;
import io.assay.chain.Roster;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.SubnetTerms;
import io.assay.chain.extrinsic.Era;
import io.assay.chain.key.Hotkey;
import io.assay.chain.rpc.RpcException.RpcError;
import io.assay.chain.rpc.RpcSettings;
import io.assay.protocol.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Substrate chain with subtensor's pallets, by one or several of its nodes. Everything is looked up by name in the
 * metadata of the block's runtime. A read is of one finalized block; a call is signed for the newest one and is good for
 * {@link SubstrateSettings#eraBlocks()} from it. Nothing is sent twice by itself.
 */
public final class SubstrateChain implements Chain {
    private final SubstrateSettings settings;
    private final SubstrateNode node;
    private final Runtimes runtimes;
    private final Blocks blocks;
    private final FinalizedHeads heads;
    private final Fates fates;
    private volatile @Nullable String genesisHash;

    private SubstrateChain(SubstrateSettings settings) {
        this.settings = settings;
        this.node = new SubstrateNode(settings.rpc());
        this.runtimes = new Runtimes(node);
        this.blocks = new Blocks(node, runtimes);
        this.heads = new FinalizedHeads(node, blocks, settings.poll());
        this.fates = new Fates(node, runtimes, blocks);
    }

    /** Begins to connect, and returns at once: a node that is away is told by who asks. */
    public static SubstrateChain open(SubstrateSettings settings) {
        var chain = new SubstrateChain(settings);
        chain.heads.start();
        return chain;
    }

    /** With the defaults of {@link SubstrateSettings#of}. */
    public static SubstrateChain open(RpcSettings settings) {
        return open(SubstrateSettings.of(settings));
    }

    @Override
    public String genesisHash() {
        var known = genesisHash;
        if (known == null) {
            known = blocks.hash(0);
            genesisHash = known;
        }
        return known;
    }

    @Override
    public Block head() {
        return heads.head();
    }

    @Override
    public Block awaitHead(long after, Duration limit) {
        return heads.await(after, limit);
    }

    @Override
    public Block block(long number) {
        Checks.notNegative("number", number);
        var head = head().number();
        if (number > head) {
            throw new NotOnChainException("the chain's finalized head is block " + head + ", asked for: " + number);
        }
        return blocks.finalized(number);
    }

    /**
     * All neurons of a subnet as of the newest finalized block. {@code stakeRao} is what counts for weights: on mainnet the
     * stake weight that the runtime computes, with {@code SubnetInfoRuntimeApi.get_metagraph}; where the metadata do not
     * describe that function, {@code TotalHotkeyAlpha}.
     */
    @Override
    public Roster roster(int netuid) {
        return RosterReader.read(subnetNow(netuid));
    }

    @Override
    public SubnetTerms subnet(int netuid) {
        return TermsReader.read(subnetNow(netuid));
    }

    @Override
    public long nextNonce(String hotkey) {
        return node.nextIndex(Checks.hotkey("hotkey", hotkey));
    }

    @Override
    public RevealTerms revealTerms(int netuid) {
        return RevealTermsReader.read(subnetNow(netuid));
    }

    @Override
    public SignedExtrinsic sign(Call call, long nonce, Hotkey hotkey) {
        var head = head();
        var era = Era.mortal(settings.eraBlocks(), head.number());
        var birth = era.birth(head.number());
        var birthHash = birth == head.number() ? head.hash() : blocks.hash(birth);
        var signing = new Signing(runtimes.at(head.hash()), genesisHash(), head, era, birthHash);
        return Decoding.of(
                node, "signing of " + call.getClass().getSimpleName(), () -> signing.sign(call, nonce, hotkey));
    }

    @Override
    public void submit(SignedExtrinsic signed) {
        try {
            node.submit(signed.bytes());
        } catch (RpcError e) {
            if (!PoolRefusals.isThere(e)) {
                throw PoolRefusals.of(e);
            }
        }
    }

    @Override
    public ExtrinsicStatus status(ExtrinsicId extrinsic) {
        return fates.at(head(), extrinsic);
    }

    @Override
    public void close() {
        heads.close();
        node.close();
    }

    private SubnetSnapshot subnetNow(int netuid) {
        var head = head();
        return SubnetSnapshot.at(StorageSnapshot.at(node, runtimes, head.hash()), head, netuid);
    }
}
