package io.assay.ingest;

import io.assay.chain.Chain;
import io.assay.chain.http.HttpChain;
import io.assay.gradient.GradientLayout;
import io.assay.ingest.bucket.BucketGuard;
import io.assay.ingest.bucket.MinerStores;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.window.WindowTuning;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.settings.ChainSettings;
import io.assay.service.settings.StoreSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects ingest with the chain and the buckets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChainSettings.class)
class IngestConfiguration {
    @Bean(destroyMethod = "close")
    Chain chain(ChainSettings settings) {
        return new HttpChain(settings.uri(), settings.timeout());
    }

    @Bean(destroyMethod = "close")
    MinerStores minerStores(IngestProperties properties) {
        return new MinerStores(properties.endpoint(), properties.bucketRegion());
    }

    @Bean
    UploadReader uploadReader(
            MinerStores miners,
            CircuitBreakerRegistry breakers,
            IngestProperties properties,
            ObjectStore own,
            StoreSettings store,
            HParams hparams) {
        own.createBucket(store.ownBucket()).block();
        return new UploadReader(
                miners,
                new BucketGuard(breakers, properties.bucketDeadline()),
                own,
                store.ownBucket(),
                GradientLayout.of(hparams));
    }

    @Bean
    WindowTuning windowTuning(IngestProperties properties) {
        return new WindowTuning(properties.concurrency(), properties.lateGrace());
    }
}
