package io.assay.service.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the chain is.
 *
 * @param endpoint of the node
 * @param timeout limit of one request, 100 ms to 2 min
 */
@ConfigurationProperties("assay.chain")
public record ChainSettings(
        @Nullable String endpoint, @DefaultValue("10s") Duration timeout) {
    public ChainSettings {
        Setting.http("assay.chain.endpoint", endpoint, "http://localhost:9944");
        Setting.within("assay.chain.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(2));
    }

    /** The node. */
    public URI uri() {
        return Setting.http("assay.chain.endpoint", endpoint, "http://localhost:9944");
    }
}
