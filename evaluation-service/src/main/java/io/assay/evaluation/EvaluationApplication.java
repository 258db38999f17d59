package io.assay.evaluation;

import io.assay.service.AssayService;
import io.assay.service.kafka.KafkaConfiguration;
import io.assay.service.s3.StoreConfiguration;
import io.assay.service.settings.MechanismConfiguration;
import io.assay.service.source.SourceConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The evaluation service. Its beans are those imported here and no others. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    KafkaConfiguration.class,
    StoreConfiguration.class,
    MechanismConfiguration.class,
    SourceConfiguration.class,
    EvaluationConfiguration.class
})
public class EvaluationApplication {
    /** Name of the service and of its configuration file. */
    public static final String NAME = "evaluation-service";

    /** Starts the service. */
    public static void main(String[] args) {
        start(args);
    }

    /** Starts the service; its readiness tells when its models stand. */
    public static ConfigurableApplicationContext start(String... args) {
        return AssayService.start(EvaluationApplication.class, NAME, args);
    }
}
