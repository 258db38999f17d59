package io.assay.chain.node;

import io.assay.chain.Hex;
import io.assay.chain.embedded.ExecutedBlock;
import io.assay.chain.rpc.server.RpcFeed;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@code state_*}: storage, metadata and runtime APIs. */
final class StateMethods {
    /** As Substrate's limit of a page. */
    private static final int MOST_KEYS = 1000;

    private static final int MOST_ASKED = 4096;

    private final NodeBlocks blocks;
    private final NodeRuntime runtime;
    private final StateStorage storage;
    private final HeadFeed heads;

    StateMethods(NodeBlocks blocks, NodeRuntime runtime, StateStorage storage, HeadFeed heads) {
        this.blocks = blocks;
        this.runtime = runtime;
        this.storage = storage;
        this.heads = heads;
    }

    void register(RpcMethods.Builder methods) {
        var calls = new RuntimeCalls(runtime, storage);
        methods.call("state_getMetadata", params -> {
                    blocks.asked(params, 0);
                    return Hex.of(runtime.defaultBlob());
                })
                .call("state_getRuntimeVersion", this::version)
                .call("chain_getRuntimeVersion", this::version)
                .call("state_getStorage", this::value)
                .call("state_getStorageAt", this::value)
                .call("state_getStorageSize", this::size)
                .call("state_getKeysPaged", this::keys)
                .call("state_getKeysPagedAt", this::keys)
                .call("state_queryStorageAt", params -> List.of(changes(blocks.asked(params, 1), asked(params))))
                .call(
                        "state_call",
                        params -> Hex.of(calls.answer(
                                params.text(0, "name"), params.bytes(1, "arguments"), blocks.asked(params, 2))))
                .feed("state_subscribeStorage", "state_storage", "state_unsubscribeStorage", this::storageChanges)
                .feed(
                        "state_subscribeRuntimeVersion",
                        "state_runtimeVersion",
                        "state_unsubscribeRuntimeVersion",
                        StateMethods::versions);
    }

    private Object version(RpcParams params) {
        blocks.asked(params, 0);
        return NodeRuntime.version();
    }

    /** The runtime never changes while the node runs. */
    private static RpcFeed.Source versions(RpcParams params) {
        params.atMost(0);
        return sink -> {
            sink.send(NodeRuntime.version());
            return () -> {};
        };
    }

    private @Nullable Object value(RpcParams params) {
        return stored(params).map(Hex::of).orElse(null);
    }

    private @Nullable Object size(RpcParams params) {
        return stored(params).map(value -> (Object) value.length).orElse(null);
    }

    private Optional<byte[]> stored(RpcParams params) {
        return storage.value(blocks.asked(params, 1), Hex.of(params.bytes(0, "key")));
    }

    private Object keys(RpcParams params) {
        var count = params.number(1, "count");
        if (count > MOST_KEYS) {
            throw RpcRefusal.invalidParams("count is " + count + ", allowed: at most " + MOST_KEYS);
        }
        var prefix = params.optionalBytes(0, "prefix").map(Hex::of).orElse("0x");
        var after = params.optionalBytes(2, "start key").map(Hex::of);
        return storage.keys(blocks.asked(params, 3), prefix, after, (int) count);
    }

    private static List<String> asked(RpcParams params) {
        var keys = params.required(0, "keys");
        if (!keys.isArray() || keys.size() > MOST_ASKED) {
            throw RpcRefusal.invalidParams("keys are not an array of at most " + MOST_ASKED);
        }
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.isString() ? key.stringValue() : "")
                .toList();
    }

    private Map<String, Object> changes(ExecutedBlock block, List<String> keys) {
        return change(
                block, keys.stream().map(key -> pair(key, value(block, key))).toList());
    }

    private @Nullable String value(ExecutedBlock block, String key) {
        return storage.value(block, key).map(Hex::of).orElse(null);
    }

    private static Map<String, Object> change(ExecutedBlock block, List<List<@Nullable String>> changes) {
        return Map.of("block", block.block().hash(), "changes", changes);
    }

    private static List<@Nullable String> pair(String key, @Nullable String value) {
        var pair = new ArrayList<@Nullable String>();
        pair.add(key);
        pair.add(value);
        return pair;
    }

    /** All values at first, then those that are others than in the block before. */
    private RpcFeed.Source storageChanges(RpcParams params) {
        var keys = asked(params);
        return sink -> {
            var last = new HashMap<String, Optional<String>>();
            return heads.follow(block -> {
                var changed = keys.stream()
                        .filter(key -> {
                            var now = storage.value(block, key).map(Hex::of);
                            return !now.equals(last.put(key, now));
                        })
                        .map(key -> pair(key, value(block, key)))
                        .toList();
                if (!changed.isEmpty()) {
                    sink.send(change(block, changed));
                }
            });
        };
    }
}
