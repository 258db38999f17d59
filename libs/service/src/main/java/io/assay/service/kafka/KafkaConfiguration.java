package io.assay.service.kafka;

import io.assay.protocol.event.Event;
import io.assay.service.settings.KafkaSettings;
import io.assay.service.settings.SettingsFirst;
import io.assay.service.trace.Traces;
import io.assay.service.trace.TracingConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka as every service has it. Importing it declares the topics before anything else touches the broker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
@Import(TracingConfiguration.class)
public class KafkaConfiguration {
    /** Proof that the topics are there; beans that read or write take it as a parameter of their factory. */
    public record DeclaredTopics() {}

    @Bean
    static SettingsFirst settingsFirst() {
        return new SettingsFirst("declaredTopics");
    }

    @Bean
    DeclaredTopics declaredTopics(KafkaSettings kafka) {
        TopicDeclaration.declare(kafka);
        return new DeclaredTopics();
    }

    @Bean
    ProducerFactory<String, Event> producerFactory(KafkaSettings kafka, DeclaredTopics declared) {
        return new DefaultKafkaProducerFactory<>(
                KafkaClients.producer(kafka), new StringSerializer(), new EventSerializer());
    }

    @Bean
    KafkaTemplate<String, Event> kafkaTemplate(ProducerFactory<String, Event> producers) {
        return new KafkaTemplate<>(producers);
    }

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, Event> template, MeterRegistry meters, Traces traces) {
        return new EventPublisher(template, meters, traces);
    }

    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> deadLetterProducer(KafkaSettings kafka, DeclaredTopics declared) {
        return new KafkaProducer<>(
                KafkaClients.deadLetterProducer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    DeadLetters deadLetters(KafkaProducer<byte[], byte[]> deadLetterProducer, MeterRegistry meters) {
        return new DeadLetters(deadLetterProducer, meters);
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaSettings kafka) {
        return Admin.create(KafkaClients.common(kafka));
    }

    @Bean
    ReactiveHealthIndicator kafkaHealthIndicator(Admin admin) {
        return new KafkaHealth(admin);
    }
}
