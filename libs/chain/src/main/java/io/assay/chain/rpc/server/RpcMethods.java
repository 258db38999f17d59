package io.assay.chain.rpc.server;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server answers. {@code rpc_methods}, which lists it, comes by itself. */
public final class RpcMethods {
    private final Map<String, Method> byName;

    private RpcMethods(Map<String, Method> byName) {
        this.byName = byName;
    }

    /** A registered name. */
    sealed interface Method {
        record Call(RpcCall call) implements Method {}

        record Subscribe(String notification, RpcFeed feed) implements Method {}

        record Unsubscribe(RpcFeed feed) implements Method {}
    }

    /** Begins to register. */
    public static Builder builder() {
        return new Builder();
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Registers methods by their names, each once. For one thread. */
    public static final class Builder {
        private final Map<String, Method> byName = new TreeMap<>();

        private Builder() {}

        /**
         * Registers a method that answers once.
         *
         * @throws IllegalArgumentException if the name is taken
         */
        public Builder call(String name, RpcCall call) {
            return put(name, new Method.Call(call));
        }

        /**
         * Registers a subscription.
         *
         * @param subscribe method that begins it
         * @param notification method that its notifications bear
         * @param unsubscribe method that ends it
         * @throws IllegalArgumentException if a name is taken
         */
        public Builder feed(String subscribe, String notification, String unsubscribe, RpcFeed feed) {
            put(subscribe, new Method.Subscribe(notification, feed));
            return put(unsubscribe, new Method.Unsubscribe(feed));
        }

        /** What was registered. */
        public RpcMethods build() {
            var all = new TreeMap<>(byName);
            var names = new TreeMap<String, Object>();
            all.put("rpc_methods", new Method.Call(_ -> names));
            names.put("methods", all.keySet().toArray(String[]::new));
            return new RpcMethods(all);
        }

        private Builder put(String name, Method method) {
            if (name.equals("rpc_methods") || byName.putIfAbsent(name, method) != null) {
                throw new IllegalArgumentException("method " + name + " is registered already");
            }
            return this;
        }
    }
}
