package io.assay.chain;

import io.assay.protocol.Checks;
import java.util.List;
import java.util.Set;

/** What became of an extrinsic. */
public sealed interface ExtrinsicStatus {
    /** In no block and not in the node's pool; it may still come into a block. */
    record Unknown() implements ExtrinsicStatus {}

    /** In the node's pool, in no block yet. */
    record Pending() implements ExtrinsicStatus {}

    /**
     * In a block that is not yet final, and may never be.
     *
     * @param block the block's number
     */
    record InBlock(long block) implements ExtrinsicStatus {
        public InBlock {
            Checks.notNegative("block", block);
        }
    }

    /**
     * Executed in a finalized block.
     *
     * @param block the block's number
     * @param itemErrors of a batch that goes on when an item fails: the names of the failed items' errors, in their order
     * @param weightsSet subnets on which it set weights, by netuid: of a batch those whose item did not fail
     */
    record Succeeded(long block, List<String> itemErrors, Set<Integer> weightsSet) implements ExtrinsicStatus {
        public Succeeded {
            Checks.notNegative("block", block);
            itemErrors = List.copyOf(itemErrors);
            weightsSet = Set.copyOf(weightsSet);
        }

        /** Without an item that failed, and without weights set. */
        public Succeeded(long block) {
            this(block, List.of(), Set.of());
        }
    }

    /**
     * In a finalized block, without effect but for its nonce.
     *
     * @param block the block's number
     * @param errorName as the chain's metadata names it, without its pallet
     */
    record Failed(long block, String errorName) implements ExtrinsicStatus {
        public Failed {
            Checks.notNegative("block", block);
            Checks.text("errorName", errorName, 100);
        }
    }

    /** In none of the finalized blocks that it was good for, which are all there: it can never be executed. */
    record Expired() implements ExtrinsicStatus {}

    /** In no finalized block up to one at which its nonce was used, by another: it can never be executed. */
    record Usurped() implements ExtrinsicStatus {}
}
