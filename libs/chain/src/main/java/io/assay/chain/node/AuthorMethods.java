package io.assay.chain.node;

import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.embedded.CheckedExtrinsic;
import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.rpc.server.RpcFeed;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import java.lang.System.Logger.Level;

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
        var first = chain.head().number() + 1;
        var extrinsic = submit(params);
        return sink -> {
            sink.send("ready");
            var watch = new ExtrinsicWatch(chain, extrinsic.hash(), first, sink);
            return heads.follow(watch::see);
        };
    }
}
