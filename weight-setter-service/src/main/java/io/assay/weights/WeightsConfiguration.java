package io.assay.weights;

import io.assay.chain.Chain;
import io.assay.chain.key.Hotkey;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.protocol.hparams.HParams;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.settings.ChainSettings;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.web.openapi.OpenApiConfiguration;
import io.assay.weights.chain.ChainDesk;
import io.assay.weights.chain.GuardedChain;
import io.assay.weights.chain.Sender;
import io.assay.weights.chain.WeightCalls;
import io.assay.weights.core.Ledgers;
import io.assay.weights.kafka.KafkaJournal;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import java.security.SecureRandom;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the weight setter together. */
@Configuration(proxyBeanMethods = false)
@Import(OpenApiConfiguration.class)
@EnableConfigurationProperties({WeightsProperties.class, ChainSettings.class})
class WeightsConfiguration {
    private static final String CHAIN = "chain";

    @Bean
    OpenAPI openApi() {
        return OpenApiConfiguration.titled(
                "Assay weight-setter service", "What was sent to the chain, and what became of it. Read-only.");
    }

    @Bean
    Hotkey hotkey(WeightsProperties properties) {
        return SigningKey.load(properties);
    }

    @Bean(destroyMethod = "close")
    Chain chain(
            ChainSettings settings,
            TimeLimiterRegistry limits,
            CircuitBreakerRegistry breakers,
            RetryRegistry retries) {
        return new GuardedChain(
                SubstrateChain.open(SubstrateSettings.of(settings.nodes(), settings.timeout())),
                limits.timeLimiter(CHAIN),
                breakers.circuitBreaker(CHAIN),
                retries.retry(CHAIN));
    }

    /** Closed by the loop, which must end before it. */
    @Bean(destroyMethod = "")
    KafkaJournal journal(
            KafkaSettings kafka,
            EventPublisher publisher,
            DeadLetters deadLetters,
            HParams hparams,
            WeightsProperties properties) {
        var empty = Ledgers.empty(properties.netuidsOr(hparams.netuid()), hparams.windowsPerWeights());
        return new KafkaJournal(kafka, publisher, deadLetters, empty, properties.recordLimit());
    }

    @Bean
    WeightLoop weightLoop(
            KafkaJournal journal, MeterRegistry meters, Chain chain, Hotkey hotkey, WeightsProperties properties) {
        var versionKey = properties.versionKey();
        var sender = new Sender(
                chain,
                hotkey,
                versionKey == null ? OptionalLong.empty() : OptionalLong.of(versionKey),
                new WeightCalls(chain, new SecureRandom()));
        var desk = new ChainDesk(chain, hotkey.address());
        var setter = new WeightSetter(new SubmissionReports(journal, meters), desk, sender);
        return new WeightLoop(journal, setter, properties.pollInterval());
    }

    @Bean
    HealthIndicator weightsHealthIndicator(KafkaJournal journal, CircuitBreakerRegistry breakers, WeightLoop loop) {
        return new WeightsHealth(journal, breakers.circuitBreaker(CHAIN), loop::isRunning);
    }
}
