package io.assay.rating.influx;

import io.assay.rating.figures.Outbox.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** InfluxDB, where {@code assay.influx.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("assay.influx.url")
@EnableConfigurationProperties(InfluxSettings.class)
public class InfluxConfiguration {
    @Bean(destroyMethod = "close")
    InfluxSink influxSink(InfluxSettings settings, MeterRegistry meters) {
        return new InfluxSink(settings, Backoff.USUAL, meters);
    }
}
