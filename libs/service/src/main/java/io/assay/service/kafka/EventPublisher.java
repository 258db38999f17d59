package io.assay.service.kafka;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.service.trace.TraceHeader;
import io.assay.service.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;

/** Publishes events to the topic each belongs to; counted as {@code assay.events.published} by type. */
public final class EventPublisher {
    private final KafkaTemplate<String, Event> template;
    private final MeterRegistry meters;
    private final Traces traces;

    /** A publisher over Spring's template, without spans. */
    public EventPublisher(KafkaTemplate<String, Event> template, MeterRegistry meters) {
        this(template, meters, Traces.off());
    }

    /** A publisher over Spring's template; an event belongs to the trace in which its sending is begun. */
    public EventPublisher(KafkaTemplate<String, Event> template, MeterRegistry meters, Traces traces) {
        this.template = template;
        this.meters = meters;
        this.traces = traces;
    }

    /** Completes when the broker has acknowledged the event; fails when it will not. */
    public Mono<Void> publish(Event event) {
        return Mono.defer(() -> send(event))
                .doOnSuccess(_ -> meters.counter("assay.events.published", "type", event.type())
                        .increment())
                .then();
    }

    private Mono<?> send(Event event) {
        var span = traces.publishing(event);
        var outgoing = new ProducerRecord<>(Topics.of(event).topic(), event.partitionKey(), event);
        TraceHeader.write(Context.current().with(span), outgoing.headers());
        return Mono.fromFuture(() -> template.send(outgoing))
                .doOnError(span::recordException)
                .doFinally(_ -> span.end());
    }
}
