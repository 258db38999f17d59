package io.assay.service.source;

import io.assay.model.InitialModel;
import io.assay.model.data.Corpus;
import io.assay.protocol.hparams.HParams;
import io.assay.service.settings.StoreSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A subnet's text and what its model begins as, as beans. The module depends on the model library. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceSettings.class)
public class SourceConfiguration {
    @Bean(destroyMethod = "close")
    SubnetText subnetText(SourceSettings settings, StoreSettings own, HParams hparams) {
        return SubnetText.open(settings, () -> own, hparams);
    }

    @Bean
    Corpus corpus(SubnetText text) {
        return text.corpus();
    }

    @Bean(destroyMethod = "close")
    SubnetModel subnetModel(SourceSettings settings, StoreSettings own, HParams hparams, Corpus corpus) {
        return SubnetModel.open(settings, () -> own, hparams, corpus);
    }

    @Bean
    InitialModel initialModel(SubnetModel model) {
        return model.initial();
    }
}
