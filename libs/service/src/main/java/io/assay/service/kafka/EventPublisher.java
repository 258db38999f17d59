package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;

/** Publishes events to the topic each belongs to; counted as {@code assay.events.published} by type. */
public final class EventPublisher {
    private final KafkaTemplate<String, Event> template;
    private final MeterRegistry meters;

    /** A publisher over Spring's template. */
    public EventPublisher(KafkaTemplate<String, Event> template, MeterRegistry meters) {
        this.template = template;
        this.meters = meters;
    }

    /** Completes when the broker has acknowledged the event; fails when it will not. */
    public Mono<Void> publish(Event event) {
        return Mono.fromFuture(() -> template.send(Topics.of(event).topic(), event.partitionKey(), event))
                .doOnSuccess(_ -> meters.counter("assay.events.published", "type", event.type())
                        .increment())
                .then();
    }
}
