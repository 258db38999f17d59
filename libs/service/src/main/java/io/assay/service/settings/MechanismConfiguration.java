package io.assay.service.settings;

import io.assay.protocol.hparams.HParams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mechanism's parameters as a bean. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MechanismSettings.class)
public class MechanismConfiguration {
    @Bean
    HParams hparams(MechanismSettings settings) {
        return settings.read();
    }
}
