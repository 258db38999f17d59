package io.assay.ingest;

import io.assay.chain.Chain;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.gradient.GradientLayout;
import io.assay.ingest.bucket.BucketEndpoint;
import io.assay.ingest.bucket.MinerStores;
import io.assay.ingest.bucket.ReadingTerms;
import io.assay.ingest.bucket.Spool;
import io.assay.ingest.bucket.UploadReader;
import io.assay.ingest.core.SketchKeys;
import io.assay.ingest.window.WindowTuning;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreConnections;
import io.assay.service.settings.ChainSettings;
import io.assay.service.settings.StoreSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects ingest with the chain and the buckets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChainSettings.class)
class IngestConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(IngestConfiguration.class);

    @Bean(destroyMethod = "close")
    Chain chain(ChainSettings settings) {
        return SubstrateChain.open(SubstrateSettings.of(settings.nodes(), settings.timeout()));
    }

    @Bean(destroyMethod = "close")
    StoreConnections minerConnections(IngestProperties properties) {
        return StoreConnections.of(properties.concurrency(), properties.privateAddresses());
    }

    @Bean(destroyMethod = "close")
    MinerStores minerStores(StoreConnections connections, IngestProperties properties) {
        return new MinerStores(connections, new BucketEndpoint(properties.endpoint()), properties.bucketRegion());
    }

    @Bean
    SketchKeys sketchKeys(IngestProperties properties) {
        if (properties.sketchSecretFile() == null) {
            LOG.info(
                    "assay.ingest.sketch-secret-file is not set: windows that are open when this service is started again"
                            + " will not be searched for copies");
            return SketchKeys.of(SketchSecretFile.random());
        }
        return SketchSecretFile.keys(properties.sketchSecretFile());
    }

    @Bean
    Spool spool(IngestProperties properties) throws IOException {
        return Spool.open(spoolDirectory(properties), properties.reads());
    }

    private static Path spoolDirectory(IngestProperties properties) throws IOException {
        if (properties.spoolDirectory() != null) {
            return properties.spoolDirectory();
        }
        var temporary = Files.createTempDirectory("assay-ingest-");
        temporary.toFile().deleteOnExit();
        return temporary;
    }

    @Bean(destroyMethod = "close")
    UploadReader uploadReader(
            MinerStores miners,
            ObjectStore ownStore,
            Spool spool,
            SketchKeys keys,
            IngestProperties properties,
            StoreSettings store,
            HParams hparams,
            MeterRegistry meters) {
        ownStore.createBucket(store.ownBucket()).block();
        var terms = new ReadingTerms(
                GradientLayout.of(hparams),
                keys,
                store.ownBucket(),
                properties.bucketDeadline(),
                properties.fetchDeadline(),
                properties.templarVersion());
        return new UploadReader(miners, ownStore, spool, terms, meters);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    WindowTuning windowTuning(IngestProperties properties) {
        return new WindowTuning(properties.concurrency(), properties.pollInterval(), properties.lateGrace());
    }
}
