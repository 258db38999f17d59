package io.assay.service;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Event loops for each application: those that all applications of a JVM share by default end with the first of them,
 * and the localnet has many in one JVM.
 */
@Configuration(proxyBeanMethods = false)
class OwnEventLoops {
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        // The servers have drained by then; waiting for more work only makes an end take two seconds longer.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
