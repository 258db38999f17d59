package io.assay.service.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the chain is.
 *
 * @param endpoints WebSocket addresses of nodes of one chain, tried in this order; what is in them besides host and port may be
 *     credentials
 * @param endpoint the name that this setting had when nodes were asked by HTTP; refused
 * @param timeout limit of one request, waiting for a connection counted, 100 ms to 2 min
 */
@ConfigurationProperties("assay.chain")
public record ChainSettings(
        @Nullable List<String> endpoints,
        @Nullable String endpoint,
        @DefaultValue("10s") Duration timeout) {
    private static final String NAME = "assay.chain.endpoints";
    private static final String EXAMPLE = "ws://localhost:9944";

    public ChainSettings {
        if (endpoint != null) {
            throw new InvalidSettingException(
                    "The setting assay.chain.endpoint is no more: nodes are asked over WebSocket.",
                    "Set " + NAME + " instead, for example --" + NAME + "=" + EXAMPLE);
        }
        if (endpoints == null || endpoints.isEmpty()) {
            throw new InvalidSettingException(
                    "The setting " + NAME + " is missing.", "Set it, for example --" + NAME + "=" + EXAMPLE);
        }
        endpoints = endpoints.stream().map(String::strip).toList();
        endpoints.forEach(each -> Setting.webSocket(NAME, each, EXAMPLE));
        Setting.within("assay.chain.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(2));
    }

    /** Addresses of nodes, at least one. */
    public List<String> nodes() {
        return Setting.required(NAME, endpoints, EXAMPLE);
    }

    /** Without the addresses, which may hold credentials. */
    @Override
    public String toString() {
        return "ChainSettings[" + nodes().size() + " endpoints, timeout=" + timeout + "]";
    }
}
