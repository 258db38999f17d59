package io.assay.ingest;

import io.assay.ingest.web.ApiConfiguration;
import io.assay.ingest.window.WindowConfiguration;
import io.assay.service.AssayService;
import io.assay.service.kafka.KafkaConfiguration;
import io.assay.service.s3.StoreConfiguration;
import io.assay.service.settings.MechanismConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Finds gradients, checks them, pins them, and tells the others. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(IngestProperties.class)
@Import({
    KafkaConfiguration.class,
    StoreConfiguration.class,
    MechanismConfiguration.class,
    IngestConfiguration.class,
    WindowConfiguration.class,
    ApiConfiguration.class
})
public class GradientIngestApplication {
    /** Name of the service and of its configuration file. */
    public static final String NAME = "gradient-ingest-service";

    /** Starts the service with settings as {@code --name=value}. */
    public static ConfigurableApplicationContext start(String... args) {
        return AssayService.start(GradientIngestApplication.class, NAME, args);
    }

    /** The service on its own. */
    public static void main(String[] args) {
        start(args);
    }
}
