package io.assay.chain.node;

import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.rpc.server.RpcSink;
import java.util.Map;

/**
 * Tells one client what becomes of its extrinsic: the block that has it, or that none ever will. Called with one block
 * after the other, of which the first may be younger than the one that has it already.
 */
final class ExtrinsicWatch {
    private final EmbeddedChain chain;
    private final String hash;
    private final RpcSink sink;
    private long next;
    private boolean over;

    /**
     * A watch.
     *
     * @param first block that can have it
     */
    ExtrinsicWatch(EmbeddedChain chain, String hash, long first, RpcSink sink) {
        this.chain = chain;
        this.hash = hash;
        this.next = first;
        this.sink = sink;
    }

    void see(ExecutedBlock newest) {
        while (!over && next <= newest.block().number()) {
            chain.recent(next)
                    .filter(block -> block.outcomes().containsKey(hash))
                    .ifPresent(this::included);
            next++;
        }
        // In this order: what is not in the pool any more is in a block by now, or never.
        if (!over && !isPending() && newest.block().number() == chain.head().number()) {
            end("invalid");
        }
    }

    private void included(ExecutedBlock block) {
        sink.send(Map.of("inBlock", block.block().hash()));
        end(Map.of("finalized", block.block().hash()));
    }

    private void end(Object last) {
        over = true;
        sink.send(last);
        sink.end();
    }

    private boolean isPending() {
        return chain.pending().stream().anyMatch(extrinsic -> extrinsic.hash().equals(hash));
    }
}
