package io.assay.chain.node;

import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.rpc.server.RpcFeed;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code chain_*}: blocks and headers. Every block is final at once. */
final class ChainMethods {
    private static final int MOST_NUMBERS = 1024;

    private final EmbeddedChain chain;
    private final NodeBlocks blocks;
    private final HeadFeed heads;

    ChainMethods(EmbeddedChain chain, NodeBlocks blocks, HeadFeed heads) {
        this.chain = chain;
        this.blocks = blocks;
        this.heads = heads;
    }

    void register(RpcMethods.Builder methods) {
        methods.call("chain_getBlockHash", this::blockHash)
                .call("chain_getHead", this::blockHash)
                .call("chain_getFinalizedHead", _ -> chain.head().hash())
                .call("chain_getFinalisedHead", _ -> chain.head().hash())
                .call(
                        "chain_getHeader",
                        params -> blocks.find(params, 0)
                                .map(block -> NodeBlocks.json(block.header()))
                                .orElse(null))
                .call(
                        "chain_getBlock",
                        params -> blocks.find(params, 0).map(blocks::json).orElse(null))
                .feed("chain_subscribeNewHeads", "chain_newHead", "chain_unsubscribeNewHeads", this::headers)
                .feed("chain_subscribeAllHeads", "chain_allHead", "chain_unsubscribeAllHeads", this::headers)
                .feed(
                        "chain_subscribeFinalizedHeads",
                        "chain_finalizedHead",
                        "chain_unsubscribeFinalizedHeads",
                        this::headers);
    }

    private RpcFeed.Source headers(RpcParams params) {
        params.atMost(0);
        return sink -> heads.follow(block -> sink.send(NodeBlocks.json(block.header())));
    }

    /** Of one number, of several, or of the newest block. */
    private @Nullable Object blockHash(RpcParams params) {
        var wanted = params.optional(0);
        if (wanted.isEmpty()) {
            return chain.head().hash();
        }
        return wanted.get().isArray()
                ? hashes(wanted.get())
                : blocks.hash(params.number(0, "number")).orElse(null);
    }

    private List<@Nullable String> hashes(JsonNode numbers) {
        if (numbers.size() > MOST_NUMBERS) {
            throw RpcRefusal.invalidParams(numbers.size() + " numbers, allowed: at most " + MOST_NUMBERS);
        }
        return StreamSupport.stream(numbers.spliterator(), false)
                .<@Nullable String>map(number -> blocks.hash(number(number)).orElse(null))
                .toList();
    }

    private static long number(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw RpcRefusal.invalidParams("a block's number is not a whole number");
        }
        return number.longValue();
    }
}
