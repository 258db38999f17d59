package io.assay.chain.node;

import io.assay.chain.embedded.EmbeddedChain;
import io.assay.chain.key.Ss58;
import io.assay.chain.rpc.server.RpcMethods;
import io.assay.chain.rpc.server.RpcParams;
import io.assay.chain.rpc.server.RpcRefusal;
import io.assay.chain.subtensor.SubtensorRuntime;
import java.util.List;
import java.util.Map;

/** {@code system_*}: what node and chain are. */
final class SystemMethods {
    private static final String CHAIN = "Assay Localnet";

    private final EmbeddedChain chain;

    SystemMethods(EmbeddedChain chain) {
        this.chain = chain;
    }

    void register(RpcMethods.Builder methods) {
        methods.call("system_chain", _ -> CHAIN)
                .call("system_name", _ -> "Assay Node")
                .call("system_version", _ -> version())
                .call("system_chainType", _ -> "Local")
                .call("system_nodeRoles", _ -> List.of("Authority"))
                .call(
                        "system_properties",
                        _ -> Map.of(
                                "ss58Format", SubtensorRuntime.SS58_PREFIX, "tokenDecimals", 9, "tokenSymbol", "TAO"))
                .call("system_health", _ -> Map.of("peers", 0, "isSyncing", false, "shouldHavePeers", false))
                .call("system_accountNextIndex", this::nextNonce)
                .call("account_nextIndex", this::nextNonce);
    }

    private Object nextNonce(RpcParams params) {
        var account = params.text(0, "account");
        try {
            return chain.nextNonce(Ss58.encode(Ss58.decode(account)));
        } catch (IllegalArgumentException e) {
            throw RpcRefusal.invalidParams("parameter 0 (account) is no SS58 address with prefix 42");
        }
    }

    private static String version() {
        var version = SystemMethods.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
