package io.assay.miner.app;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Chain;
import io.assay.chain.substrate.SubstrateChain;
import io.assay.chain.substrate.SubstrateSettings;
import io.assay.miner.HttpNotices;
import io.assay.miner.Miner;
import io.assay.miner.MinerContext;
import io.assay.miner.MinerStores;
import io.assay.miner.UploadNotices;
import io.assay.model.InitialModel;
import io.assay.model.TorchEngine;
import io.assay.model.data.Corpus;
import io.assay.protocol.hparams.HParams;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import io.assay.service.s3.StoreConfiguration;
import io.assay.service.settings.ChainSettings;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.MechanismConfiguration;
import io.assay.service.settings.StoreSettings;
import io.assay.service.source.SourceConfiguration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** One miner, with its own clients of chain, Kafka and buckets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MinerSettings.class, ChainSettings.class, KafkaSettings.class})
@Import({MechanismConfiguration.class, StoreConfiguration.class, SourceConfiguration.class})
class MinerConfiguration {
    @Bean(destroyMethod = "close")
    Chain chain(ChainSettings settings) {
        return SubstrateChain.open(SubstrateSettings.of(settings.nodes(), settings.timeout()));
    }

    @Bean(destroyMethod = "close")
    ObjectStore uploads(MinerSettings settings) {
        return ObjectStore.connect(settings.ownStore());
    }

    @Bean
    MinerStores stores(MinerSettings settings, StoreSettings validator, ObjectStore ownStore, ObjectStore uploads) {
        var peers = new ConcurrentHashMap<StoreAddress, ObjectStore>();
        return new MinerStores(
                uploads,
                ownStore,
                validator.ownBucket(),
                commitment -> peers.computeIfAbsent(settings.peerStore(commitment), ObjectStore::connect));
    }

    @Bean
    UploadNotices notices(MinerSettings settings, HParams hparams) {
        return settings.ingest()
                .<UploadNotices>map(ingest -> new HttpNotices(ingest, hparams.netuid(), InstantSource.system()))
                .orElse(UploadNotices.NONE);
    }

    @Bean
    MinerContext context(
            MinerSettings settings,
            HParams hparams,
            Chain chain,
            MinerStores stores,
            KafkaSettings kafka,
            Corpus corpus,
            InitialModel initial,
            UploadNotices notices) {
        return new MinerContext(
                hparams,
                chain,
                stores,
                kafka,
                TorchEngine.open(settings.torchThreads()),
                corpus,
                initial,
                InstantSource.system(),
                settings.device(),
                new Semaphore(1, true),
                notices);
    }

    @Bean(destroyMethod = "close")
    Miner miner(MinerSettings settings, MinerContext context) {
        BucketCommitment bucket = settings.commitment();
        return Miner.start(context, settings.plan(), settings.hotkey(), bucket);
    }
}
