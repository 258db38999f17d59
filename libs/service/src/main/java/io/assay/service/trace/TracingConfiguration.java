package io.assay.service.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spans of a service, of its own and not the process's: the localnet has many services in one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
public class TracingConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** A verdict is linked to every outcome that it was made from. */
    private static final int LINKS = 1024;

    @Bean(destroyMethod = "close")
    Traces traces(TracingSettings settings, @Value("${spring.application.name:assay}") String service) {
        if (!settings.on()) {
            return Traces.off();
        }
        var spans = BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(Objects.requireNonNull(settings.endpoint()))
                        .build())
                .setScheduleDelay(EVERY)
                .build();
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .setSpanLimits(SpanLimits.builder().setMaxNumberOfLinks(LINKS).build())
                .addSpanProcessor(spans)
                .build();
        var telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        return new Traces(telemetry, () -> provider.shutdown().join(2, TimeUnit.SECONDS));
    }
}
