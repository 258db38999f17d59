package io.assay.chain.substrate;

import io.assay.chain.Block;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicId;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Ss58;
import io.assay.chain.type.ScaleValue;
import java.util.Optional;

/** Tells what became of extrinsics, from the blocks that they were good for, above those from the pool. */
final class Fates {
    /** Blocks above the finalized head that are looked through at most. */
    private static final int UNFINAL = 256;

    private final SubstrateNode node;
    private final Runtimes runtimes;
    private final Blocks blocks;
    private final OutcomeReader outcomes;
    private final Searches searches = new Searches();

    Fates(SubstrateNode node, Runtimes runtimes, Blocks blocks) {
        this.node = node;
        this.runtimes = runtimes;
        this.blocks = blocks;
        this.outcomes = new OutcomeReader(node, runtimes);
    }

    /** What became of it as of a finalized block. */
    ExtrinsicStatus at(Block head, ExtrinsicId id) {
        var last = Math.min(head.number(), id.death() - 1);
        return search(id, last).orElseGet(() -> notIn(head, id, last));
    }

    private Optional<ExtrinsicStatus> search(ExtrinsicId id, long last) {
        var search = searches.of(id);
        while (search.outcome().isEmpty() && search.next() <= last) {
            var block = blocks.content(search.next());
            requireFollows(id, search, block);
            search = search.after(block, outcome(id.hash(), block));
            searches.keep(id, search);
        }
        return search.outcome();
    }

    /** Else one of the blocks was of a fork, and what was or was not in it says nothing. */
    private void requireFollows(ExtrinsicId id, Searches.Search search, NodeBlock block) {
        if (!search.isFollowedBy(block)) {
            searches.forget(id);
            throw new ChainException("chain node " + node.endpoint() + ": block " + search.next()
                    + " does not follow the block before it, and both were said to be final");
        }
    }

    private Optional<ExtrinsicStatus> outcome(String hash, NodeBlock block) {
        var position = block.position(hash);
        return position.isEmpty() ? Optional.empty() : Optional.of(outcomes.of(block, position.getAsInt()));
    }

    private ExtrinsicStatus notIn(Block head, ExtrinsicId id, long last) {
        if (last == id.death() - 1) {
            return new ExtrinsicStatus.Expired();
        } else if (nonce(head, id.signer()) > id.nonce()) {
            return new ExtrinsicStatus.Usurped();
        }
        return unfinal(head, id.hash());
    }

    private long nonce(Block head, String signer) {
        var account = ScaleValue.of(Ss58.decode(signer));
        var value = StorageSnapshot.at(node, runtimes, head.hash()).get("System", "Account", account);
        return Decoding.of(node, "System.Account", () -> value.field("nonce").asLong());
    }

    private ExtrinsicStatus unfinal(Block head, String hash) {
        var block = node.block(node.bestHash());
        for (var left = UNFINAL; left > 0 && block.isPresent(); left--) {
            var header = block.get().header();
            if (header.number() <= head.number()) {
                break;
            } else if (block.get().position(hash).isPresent()) {
                return new ExtrinsicStatus.InBlock(header.number());
            }
            block = node.block(header.parent());
        }
        return isPending(hash) ? new ExtrinsicStatus.Pending() : new ExtrinsicStatus.Unknown();
    }

    private boolean isPending(String hash) {
        return node.pending().stream()
                .anyMatch(extrinsic -> Hex.of(Blake2b.hash256(extrinsic)).equals(hash));
    }
}
