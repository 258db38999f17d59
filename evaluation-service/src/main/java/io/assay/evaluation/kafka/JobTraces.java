package io.assay.evaluation.kafka;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.service.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The traces that the records a worker holds belong to, by their tickets. */
final class JobTraces {
    private final Traces traces;
    private final Map<Long, Context> contexts = new ConcurrentHashMap<>();

    JobTraces(Traces traces) {
        this.traces = traces;
    }

    /** A gradient's evaluation is a part of its trace; other records are passed over. */
    void begin(long ticket, Event event) {
        contexts.put(ticket, event instanceof GradientArrived ? traces.began("evaluate", event) : Context.current());
    }

    /** The trace that a delivery belongs to. */
    Context of(long ticket) {
        return contexts.getOrDefault(ticket, Context.root());
    }

    void end(long ticket) {
        Span.fromContext(of(ticket)).end();
        contexts.remove(ticket);
    }
}
