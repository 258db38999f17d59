package io.assay.rating;

import io.assay.service.AssayService;
import io.assay.service.kafka.KafkaConfiguration;
import io.assay.service.settings.MechanismConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The rating service. Its beans are those imported here and no others. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({KafkaConfiguration.class, MechanismConfiguration.class, RatingConfiguration.class})
public class RatingApplication {
    /** Name of the service and of its configuration file. */
    public static final String NAME = "rating-service";

    /** Starts the service. */
    public static void main(String[] args) {
        start(args);
    }

    /** Starts the service and returns when it is up. */
    public static ConfigurableApplicationContext start(String... args) {
        return AssayService.start(RatingApplication.class, NAME, args);
    }
}
