package io.assay.chain.rpc.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** What the servers under test answer, and what they saw. */
final class ServedMethods {
    static final String GENESIS = "0x" + "ab".repeat(32);

    final LinkedBlockingQueue<RpcSink> begun = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
    final Semaphore entered = new Semaphore(0);
    final CountDownLatch released = new CountDownLatch(1);

    RpcMethods methods() {
        return RpcMethods.builder()
                .call("chain_getBlockHash", _ -> GENESIS)
                .call("test_echo", ServedMethods::echo)
                .call("test_number", params -> params.number(0, "number"))
                .call("test_bytes", params -> params.bytes(0, "bytes").length)
                .call("test_long", params -> "x".repeat((int) params.number(0, "length")))
                .call("test_unwritable", _ -> new Object())
                .call("test_break", _ -> {
                    throw new IllegalStateException("a secret of the node");
                })
                .call("test_error", _ -> {
                    throw new StackOverflowError("of a method");
                })
                .call("test_refuse", _ -> {
                    throw new RpcRefusal(1010, "Invalid Transaction", StringNode.valueOf("bad signature"));
                })
                .call("test_wait", _ -> await())
                .feed("test_subscribe", "test_news", "test_unsubscribe", this::open)
                .feed("other_subscribe", "other_news", "other_unsubscribe", this::open)
                .build();
    }

    private RpcFeed.Source open(RpcParams params) {
        params.atMost(1);
        var name = params.optional(0).isPresent() ? params.text(0, "name") : "unnamed";
        return sink -> {
            begun.add(sink);
            return () -> ended.add(name);
        };
    }

    private static @Nullable Object echo(RpcParams params) {
        return params.optional(0).orElse(null);
    }

    private String await() {
        entered.release();
        try {
            released.await();
            return "released";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
