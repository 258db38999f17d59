package io.assay.chain.node;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.embedded.CheckedExtrinsic;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.rpc.server.RpcFeed;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcSink;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

/** {@code author_*}: extrinsics on their way into a block. */
final class AuthorMethods {
    private static final System.Logger LOG = System.getLogger(AuthorMethods.class.getName());

    private final EmbeddedChain chain;
    private final HeadFeed heads;

    AuthorMethods(EmbeddedChain chain, HeadFeed heads) {
        this.chain = chain;
        this.heads = heads;
    }

    void register(RpcMethods.Builder methods) {
        methods.call("author_submitExtrinsic", params -> submit(params).hash())
                .call(
                        "author_pendingExtrinsics",
                        _ -> chain.pending().stream()
                                .map(CheckedExtrinsic::bytes)
                                .toList())
                .feed(
                        "author_submitAndWatchExtrinsic",
                        "author_extrinsicUpdate",
                        "author_unwatchExtrinsic",
                        this::watch);
    }

    private CheckedExtrinsic submit(RpcParams params) {
        var bytes = params.bytes(0, "extrinsic");
        try {
            var extrinsic = chain.submit(bytes);
            LOG.log(Level.DEBUG, "extrinsic {0} of {1} waits for a block", extrinsic.hash(), extrinsic.signer());
            return extrinsic;
        } catch (ExtrinsicRefusedException e) {
            LOG.log(Level.DEBUG, "an extrinsic of {0} bytes is refused: {1}", bytes.length, e.getMessage());
            throw PoolRefusals.of(e);
        }
    }

    private RpcFeed.Source watch(RpcParams params) {
        var head = chain.head().number();
        var extrinsic = submit(params);
        return sink -> {
            sink.send("ready");
            return heads.follow(block -> {
                if (block.block().number() > head) {
                    tell(sink, extrinsic.hash(), block);
                }
            });
        };
    }

    /** The next block has it, or it is in no block ever: the pool is empty after each. */
    private void tell(RpcSink sink, String hash, ExecutedBlock block) {
        if (block.outcomes().containsKey(hash)) {
            sink.send(Map.of("inBlock", block.block().hash()));
            sink.send(Map.of("finalized", block.block().hash()));
            sink.end();
        } else if (!pending().contains(hash)) {
            sink.send("invalid");
            sink.end();
        }
    }

    private List<String> pending() {
        return chain.pending().stream().map(CheckedExtrinsic::hash).toList();
    }
}
