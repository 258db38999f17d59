package io.assay.weights;

import io.assay.service.AssayService;
import io.assay.service.kafka.KafkaConfiguration;
import io.assay.service.settings.MechanismConfiguration;
import io.assay.weights.web.SubmissionsController;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Sends verdicts' weights to the chain. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({KafkaConfiguration.class, MechanismConfiguration.class, WeightsConfiguration.class, SubmissionsController.class
})
public class WeightSetterApplication {
    /** Name of the service and of its configuration file. */
    public static final String NAME = "weight-setter-service";

    /** Starts the service with settings as {@code --name=value}. */
    public static ConfigurableApplicationContext start(String... args) {
        return AssayService.start(WeightSetterApplication.class, NAME, args);
    }

    /** The service on its own. */
    public static void main(String[] args) {
        start(args);
    }
}
