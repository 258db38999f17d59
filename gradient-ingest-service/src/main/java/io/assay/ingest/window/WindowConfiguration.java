package io.assay.ingest.window;

import io.assay.chain.Chain;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.SketchKeys;
import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.WindowPlanner;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.service.kafka.DeadLetters;
import io.assay.service.kafka.EventPublisher;
import io.assay.service.kafka.KafkaConfiguration.DeclaredTopics;
import io.assay.service.settings.KafkaSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the window loop together. */
@Configuration(proxyBeanMethods = false)
public class WindowConfiguration {
    @Bean
    WindowLedger windowLedger() {
        return new WindowLedger();
    }

    @Bean
    Announcements announcements(EventPublisher publisher, WindowLedger ledger, IngestMetrics metrics) {
        return new Announcements(publisher, ledger, metrics);
    }

    @Bean
    IngestMetrics ingestMetrics(MeterRegistry meters, WindowLedger ledger) {
        return new IngestMetrics(meters, ledger);
    }

    @Bean(destroyMethod = "close")
    UploadCollection uploadCollection(
            UploadReader reader, WindowLedger ledger, Announcements announcements, WindowTuning tuning) {
        return new UploadCollection(reader, ledger, announcements::tell, tuning);
    }

    @Bean
    WindowLoop windowLoop(
            Chain chain,
            HParams hparams,
            WindowLedger ledger,
            UploadCollection uploads,
            Announcements announcements,
            SketchKeys keys,
            IngestMetrics metrics,
            CircuitBreakerRegistry breakers,
            RetryRegistry retries,
            WindowTuning tuning) {
        var view = new ChainView(chain, hparams.netuid(), breakers.circuitBreaker("chain"), retries.retry("chain"));
        return new WindowLoop(
                view,
                hparams,
                ledger,
                new WindowPlanner(hparams, HParamsJson.digest(hparams), keys),
                uploads,
                announcements,
                keys,
                metrics,
                tuning.grace());
    }

    @Bean
    WindowService windowService(
            KafkaSettings kafka,
            DeclaredTopics declared,
            DeadLetters deadLetters,
            WindowLedger ledger,
            WindowLoop loop) {
        return new WindowService(kafka, deadLetters, ledger, loop);
    }
}
