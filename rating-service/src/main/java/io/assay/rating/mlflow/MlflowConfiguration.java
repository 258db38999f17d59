package io.assay.rating.mlflow;

import io.assay.rating.figures.Outbox.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** MLflow, where {@code assay.mlflow.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("assay.mlflow.url")
@EnableConfigurationProperties(MlflowSettings.class)
public class MlflowConfiguration {
    @Bean(destroyMethod = "close")
    MlflowSink mlflowSink(MlflowSettings settings, MeterRegistry meters) {
        return new MlflowSink(settings, Backoff.USUAL, meters);
    }
}
