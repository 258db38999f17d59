package io.assay.service.trace;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collection;

/**
 * The spans of a service. Switched off it makes none and costs nothing, but what others began is still handed on.
 */
public final class Traces implements AutoCloseable {
    private final Tracer tracer;
    private final Runnable end;

    Traces(OpenTelemetry telemetry, Runnable end) {
        this.tracer = telemetry.getTracer("io.assay");
        this.end = end;
    }

    /** Without spans. */
    public static Traces off() {
        return new Traces(OpenTelemetry.noop(), () -> {});
    }

    /** The sending of an event, a child of the present span; whoever starts it ends it. */
    public Span publishing(Event event) {
        return described("publish " + event.type(), event, Context.current())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", Topics.of(event).topic())
                .startSpan();
    }

    /**
     * An event that came of several, at one moment.
     *
     * @param cause what it came of last
     * @param links all that it came of
     * @return the trace that its own record belongs to
     */
    public Context cameOf(Event event, Context cause, Collection<SpanContext> links) {
        var span = described(event.type(), event, cause).setSpanKind(SpanKind.PRODUCER);
        links.forEach(span::addLink);
        var started = span.startSpan();
        started.end();
        return cause.with(started);
    }

    /**
     * Work on an event that goes through several threads, a child of the present span.
     *
     * @return with its span, which whoever began it ends
     */
    public Context began(String what, Event event) {
        var span = described(what, event, Context.current()).setSpanKind(SpanKind.CONSUMER);
        return Context.current().with(span.startSpan());
    }

    private SpanBuilder described(String name, Event event, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setAttribute("assay.netuid", (long) event.netuid())
                .setAttribute("assay.window", event.window())
                .setAttribute("assay.event", event.idempotencyKey());
    }

    /** Sends what is left, for two seconds at most. */
    @Override
    public void close() {
        end.run();
    }
}
