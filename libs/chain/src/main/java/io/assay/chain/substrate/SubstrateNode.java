package io.assay.chain.substrate;

import io.assay.chain.ChainException;
import io.assay.chain.Hex;
import io.assay.chain.rpc.Endpoint;
import io.assay.chain.rpc.RpcClient;
import io.assay.chain.rpc.RpcException;
import io.assay.chain.rpc.RpcException.RpcError;
import io.assay.chain.rpc.RpcSettings;
import io.assay.chain.rpc.RpcSubscription;
import io.assay.chain.rpc.SubscriptionRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is asked of a node. Whatever goes wrong is a {@link ChainException} that names the endpoint and the method. */
final class SubstrateNode implements AutoCloseable {
    /** Storage keys of one question. */
    private static final int KEYS = 500;

    private final RpcClient client;
    private final String endpoints;

    SubstrateNode(RpcSettings settings) {
        this.client = RpcClient.start(settings);
        this.endpoints = settings.endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }

    boolean isConnected() {
        return client.connectedTo().isPresent();
    }

    /** The node that it is connected to, or all that it could be. */
    String endpoint() {
        return client.connectedTo().orElse(endpoints);
    }

    String finalizedHash() {
        return ask("chain_getFinalizedHead", List.of(), NodeAnswers::hash);
    }

    /** Of the best block, final or not. */
    String bestHash() {
        return ask("chain_getBlockHash", List.of(), NodeAnswers::hash);
    }

    /** Of the block of this number in the best chain; empty if that is not so long. */
    Optional<String> blockHash(long number) {
        return askOptional("chain_getBlockHash", List.of(number), NodeAnswers::hash);
    }

    Optional<NodeHeader> header(String hash) {
        return askOptional("chain_getHeader", List.of(hash), NodeAnswers::header);
    }

    Optional<NodeBlock> block(String hash) {
        return askOptional("chain_getBlock", List.of(hash), answer -> NodeAnswers.block(hash, answer));
    }

    RuntimeVersion runtimeVersion(String hash) {
        return ask(
                "state_getRuntimeVersion",
                List.of(hash),
                answer -> new RuntimeVersion(
                        NodeAnswers.number("specVersion", answer.path("specVersion")),
                        NodeAnswers.number("transactionVersion", answer.path("transactionVersion"))));
    }

    byte[] metadata(String hash) {
        return ask("state_getMetadata", List.of(hash), answer -> NodeAnswers.bytes("metadata", answer));
    }

    /** Calls a function of the runtime; empty if the node refuses it, as one that does not have the function does. */
    Optional<byte[]> tryCall(String function, byte[] arguments, String hash) {
        return tryAsk(
                "state_call",
                List.of(function, Hex.of(arguments), hash),
                answer -> NodeAnswers.bytes(function, answer));
    }

    /** Calls a function of the runtime. */
    byte[] call(String function, byte[] arguments, String hash) {
        return ask(
                "state_call",
                List.of(function, Hex.of(arguments), hash),
                answer -> NodeAnswers.bytes(function, answer));
    }

    /**
     * Values of one block's storage.
     *
     * @param keys as {@code 0x} and digits
     * @return what is stored, by key; for every key, empty where nothing is stored
     */
    Map<String, Optional<byte[]>> storage(List<String> keys, String hash) {
        var values = HashMap.<String, Optional<byte[]>>newHashMap(keys.size());
        for (var from = 0; from < keys.size(); from += KEYS) {
            var some = keys.subList(from, Math.min(from + KEYS, keys.size()));
            values.putAll(
                    ask("state_queryStorageAt", List.of(some, hash), answer -> NodeAnswers.changes(some, answer)));
        }
        return values;
    }

    long nextIndex(String address) {
        return ask("system_accountNextIndex", List.of(address), answer -> NodeAnswers.number("nonce", answer));
    }

    /** What the pool holds; nothing too if the node does not show it. */
    List<byte[]> pending() {
        return tryAsk("author_pendingExtrinsics", List.of(), NodeAnswers::extrinsics)
                .orElse(List.of());
    }

    /**
     * Hands an extrinsic to the pool.
     *
     * @throws RpcError if it is refused
     */
    void submit(String bytes) {
        try {
            client.call("author_submitExtrinsic", List.of(bytes));
        } catch (RpcError e) {
            throw e;
        } catch (RpcException e) {
            throw Refusals.of(e);
        }
    }

    /**
     * Subscribes to the finalized heads.
     *
     * @throws RpcException as {@link RpcClient#subscribe}
     */
    RpcSubscription finalizedHeads() {
        return client.subscribe(SubscriptionRequest.renewed(
                "chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads", List.of()));
    }

    /** Something read from the node that is not what it should be. */
    ChainException malformed(String what, RuntimeException fault) {
        return new ChainException("chain node " + endpoint() + ": " + what + ": " + fault.getMessage(), fault);
    }

    /** Something that the node should have and has not. */
    ChainException missing(String what) {
        return new ChainException("chain node " + endpoint() + " has no " + what);
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T ask(String method, List<? extends @Nullable Object> params, Function<JsonNode, T> reading) {
        try {
            return read(method, params, reading);
        } catch (RpcException e) {
            throw Refusals.of(e);
        }
    }

    private <T> Optional<T> askOptional(String method, List<Object> params, Function<JsonNode, T> reading) {
        return ask(method, params, answer -> answer.isNull() ? Optional.empty() : Optional.of(reading.apply(answer)));
    }

    /** Empty if the node refuses it. */
    private <T> Optional<T> tryAsk(String method, List<Object> params, Function<JsonNode, T> reading) {
        try {
            return Optional.of(read(method, params, reading));
        } catch (RpcError _) {
            return Optional.empty();
        } catch (RpcException e) {
            throw Refusals.of(e);
        }
    }

    private <T> T read(String method, List<? extends @Nullable Object> params, Function<JsonNode, T> reading) {
        var answer = client.call(method, params);
        try {
            return reading.apply(answer);
        } catch (IllegalArgumentException e) {
            throw malformed(method, e);
        }
    }
}
