package io.assay.chain.substrate;

import io.assay.chain.ChainException;
import org.jspecify.annotations.Nullable;

/**
 * How far the node says that blocks are final. A number names a final block only with a node that knows it to be final: one
 * that is behind the node asked before may have a fork there.
 */
final class Finality {
    private final SubstrateNode node;
    private volatile @Nullable Known known;

    private record Known(String endpoint, long number) {}

    Finality(SubstrateNode node) {
        this.node = node;
    }

    /** The node's finalized head. */
    String head() {
        return node.finalizedHash();
    }

    /** The node's finalized head has this number. */
    void is(long number) {
        known = new Known(node.endpoint(), number);
    }

    /** Requires that the node knows a block of this number to be final. */
    void require(long number) {
        if (covers(number)) {
            return;
        }
        var hash = head();
        var header = node.header(hash).orElseThrow(() -> node.missing("header of block " + hash));
        is(header.number());
        if (header.number() < number) {
            throw new ChainException("chain node " + node.endpoint() + " has finalized block " + header.number()
                    + " and is behind: block " + number + " is final already");
        }
    }

    private boolean covers(long number) {
        var now = known;
        return now != null && now.number() >= number && now.endpoint().equals(node.endpoint());
    }
}
