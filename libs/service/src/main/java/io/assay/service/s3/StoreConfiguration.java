package io.assay.service.s3;

import io.assay.service.settings.StoreSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The validator's own bucket as a bean. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
public class StoreConfiguration {
    @Bean(destroyMethod = "close")
    ObjectStore ownStore(StoreSettings settings) {
        return ObjectStore.connect(StoreAddress.of(settings));
    }
}
