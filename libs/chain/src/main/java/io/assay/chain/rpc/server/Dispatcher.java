package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcFault;
import io.assay.chain.rpc.RpcJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** From a message to what answers it. */
final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final RpcMethods methods;
    private final RpcJson json;
    private final int messageBytes;
    private final int mostOfBatch;

    Dispatcher(RpcMethods methods, RpcJson json, RpcServerSettings settings) {
        this.methods = methods;
        this.json = json;
        this.messageBytes = settings.limits().messageBytes();
        this.mostOfBatch = settings.batch();
    }

    /**
     * A reply.
     *
     * @param body empty if no answer is wanted
     * @param opened subscriptions that begin once the body is sent
     */
    record Reply(Optional<byte[]> body, List<Subscription> opened) {}

    /**
     * Answers a request or a batch. Whatever the message, it returns.
     *
     * @param subscriptions of the client, null if it cannot have any
     */
    Reply answer(byte[] message, @Nullable Subscriptions subscriptions) {
        var opened = new ArrayList<Subscription>();
        var body = switch (json.read(message)) {
            case RpcJson.Reading.Unreadable(var what) -> Optional.of(refused(RpcFault.PARSE_ERROR, what));
            case RpcJson.Reading.Tree(var root) ->
                root.isArray() ? batch(root, subscriptions, opened) : one(root, subscriptions, opened);
        };
        return new Reply(body, opened);
    }

    private Optional<byte[]> batch(
            JsonNode requests, @Nullable Subscriptions subscriptions, List<Subscription> opened) {
        if (requests.isEmpty()) {
            return Optional.of(refused(RpcFault.INVALID_REQUEST, "an empty batch"));
        }
        if (requests.size() > mostOfBatch) {
            return Optional.of(refused(Faults.BATCH_TOO_LARGE, "allowed: " + mostOfBatch + " requests"));
        }
        var answers = new BatchAnswer(messageBytes);
        for (var request : requests) {
            var answer = one(request, subscriptions, opened);
            if (answer.isPresent() && !answers.add(answer.get())) {
                opened.forEach(Subscription::end);
                opened.clear();
                return Optional.of(refused(Faults.ANSWER_TOO_LARGE, "allowed: " + messageBytes + " bytes"));
            }
        }
        return answers.body();
    }

    private Optional<byte[]> one(JsonNode root, @Nullable Subscriptions subscriptions, List<Subscription> opened) {
        return switch (RpcRequest.of(root)) {
            case RpcRequest.Silent() -> Optional.empty();
            case RpcRequest.Invalid(var id, var what) ->
                Optional.of(refused(id, Faults.fault(RpcFault.INVALID_REQUEST, what)));
            case RpcRequest.Call call -> Optional.of(answer(call, subscriptions, opened));
        };
    }

    private byte[] answer(RpcRequest.Call call, @Nullable Subscriptions subscriptions, List<Subscription> opened) {
        try {
            var body = body(call.id(), "result", result(call, subscriptions, opened));
            return body.length <= messageBytes
                    ? body
                    : refused(call.id(), Faults.fault(Faults.ANSWER_TOO_LARGE, "allowed: " + messageBytes + " bytes"));
        } catch (RpcRefusal e) {
            return refused(call.id(), e.fault());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request could not be answered", e);
            return refused(call.id(), Faults.fault(RpcFault.INTERNAL_ERROR, "see the node's log"));
        }
    }

    private @Nullable Object result(
            RpcRequest.Call call, @Nullable Subscriptions subscriptions, List<Subscription> opened) {
        var params = new RpcParams(call.params());
        var method = methods.find(call.method())
                .orElseThrow(() -> Faults.refusal(RpcFault.METHOD_NOT_FOUND, "rpc_methods lists those there are"));
        return switch (method) {
            case RpcMethods.Method.Call(var answering) -> answering.answer(params);
            case RpcMethods.Method.Subscribe(var notification, var feed) -> {
                var source = feed.open(params);
                var subscription = wanted(subscriptions).open(notification, feed, source);
                opened.add(subscription);
                yield subscription.id();
            }
            case RpcMethods.Method.Unsubscribe(var feed) ->
                wanted(subscriptions).close(feed, params.text(0, "subscription"));
        };
    }

    private static Subscriptions wanted(@Nullable Subscriptions subscriptions) {
        if (subscriptions == null) {
            throw Faults.refusal(RpcFault.METHOD_NOT_FOUND, "subscriptions need a WebSocket");
        }
        return subscriptions;
    }

    private byte[] refused(int code, String detail) {
        return refused(NullNode.instance, Faults.fault(code, detail));
    }

    private byte[] refused(JsonNode id, RpcFault fault) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", fault.code());
        error.put("message", fault.message());
        if (fault.data() != null) {
            error.put("data", fault.data());
        }
        return body(id, "error", error);
    }

    private byte[] body(JsonNode id, String member, @Nullable Object value) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("jsonrpc", "2.0");
        members.put("id", id);
        members.put(member, value);
        return json.write(members);
    }
}
