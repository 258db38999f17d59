package io.assay.chain.rpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Why endpoints gave no connection, last time they were tried. For one thread. */
final class EndpointFailures {
    private final List<Endpoint> endpoints;
    private final Map<Endpoint, RpcException> latest = new HashMap<>();

    EndpointFailures(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    void put(Endpoint endpoint, RpcException failure) {
        latest.put(endpoint, failure);
    }

    void clear() {
        latest.clear();
    }

    /** What a call learns that was not sent for want of a connection: all reasons, in the order of the endpoints. */
    RpcException toException(String method) {
        var failures =
                endpoints.stream().map(latest::get).filter(Objects::nonNull).toList();
        var others = failures.stream()
                .filter(RpcException.OtherChain.class::isInstance)
                .map(RpcException.OtherChain.class::cast)
                .toList();
        if (others.size() == endpoints.size()) {
            return others.getFirst().again();
        }
        var reasons = failures.stream().map(RpcException::getMessage).collect(Collectors.joining("; "));
        return new RpcException.Disconnected(
                method + " was not sent: " + (failures.isEmpty() ? "no endpoint has answered yet" : reasons));
    }
}
