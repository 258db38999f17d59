package io.assay.service.trace;

import io.assay.service.settings.InvalidSettingException;
import io.assay.service.settings.Setting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans are sent.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP, {@code http://host:4318/v1/traces}; without it there are none
 * @param share of traces begun here that are kept, 0 to 1; what others began is kept when they keep it
 */
@ConfigurationProperties("assay.tracing")
public record TracingSettings(
        @Nullable String endpoint, @DefaultValue("1") double share) {
    public TracingSettings {
        if (endpoint != null && !endpoint.isBlank()) {
            Setting.http("assay.tracing.endpoint", endpoint, "http://localhost:4318/v1/traces");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidSettingException("The setting assay.tracing.share is " + share + ".", "Set it to 0 to 1.");
        }
    }

    boolean on() {
        return endpoint != null && !endpoint.isBlank();
    }
}
