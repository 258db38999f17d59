package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.Roster;
import io.assay.protocol.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a chain for people: at what the port {@link io.assay.chain.Chain} has no need of, too. Every method throws
 * {@link io.assay.chain.ChainException} as the port's do.
 */
public final class ChainBrowser implements AutoCloseable {
    /** Blocks that one search goes through, at most. */
    public static final int MAX_BLOCKS = 10_000;

    private final SubstrateNode node;
    private final Runtimes runtimes;
    private final Blocks blocks;

    private ChainBrowser(SubstrateSettings settings) {
        this.node = new SubstrateNode(settings.rpc());
        this.runtimes = new Runtimes(node);
        this.blocks = new Blocks(node, runtimes);
    }

    /** Begins to connect, and returns at once. */
    public static ChainBrowser open(SubstrateSettings settings) {
        return new ChainBrowser(settings);
    }

    /** How far the chain is. */
    public ChainHeads heads() {
        var finalized = blocks.finalized();
        var runtime = runtimes.at(finalized.hash());
        return new ChainHeads(
                node.endpoint(), finalized, blocks.best(), runtime.metadata().toString());
    }

    /**
     * All neurons of a subnet as of the newest finalized block.
     *
     * @throws io.assay.chain.NotOnChainException if the subnet does not exist
     */
    public Roster roster(int netuid) {
        return RosterReader.read(subnetNow(netuid));
    }

    /**
     * Who gives whom what as of the newest finalized block.
     *
     * @throws io.assay.chain.NotOnChainException if the subnet does not exist
     */
    public WeightMatrix weights(int netuid) {
        return WeightsReader.read(subnetNow(netuid));
    }

    /**
     * What an account has signed in the newest finalized blocks.
     *
     * @param signer SS58 address
     * @param count of blocks, 1 to {@value #MAX_BLOCKS}
     * @return the newest first
     */
    public List<Submission> submissions(String signer, int count) {
        Checks.hotkey("signer", signer);
        Checks.within("count", (long) count, 1, MAX_BLOCKS);
        var search = new SubmissionSearch(new OutcomeReader(node, runtimes), signer);
        var head = blocks.finalized();
        var found = new ArrayList<Submission>();
        for (var number = head.number(); number > Math.max(0, head.number() - count); number--) {
            found.addAll(search.in(blocks.content(number)).reversed());
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        node.close();
    }

    private SubnetSnapshot subnetNow(int netuid) {
        Block head = blocks.finalized();
        return SubnetSnapshot.at(StorageSnapshot.at(node, runtimes, head.hash()), head, netuid);
    }
}
