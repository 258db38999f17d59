package io.assay.rating.kafka;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.WindowVerdict;
import io.assay.service.trace.TraceHeader;
import io.assay.service.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * A verdict belongs to the trace of the newest outcome that it was made from, and is linked to all of them and to the record
 * that settled it. They are remembered in memory only: after a restart a verdict has fewer links and is otherwise the same.
 */
final class VerdictTraces {
    private static final int MOST_WINDOWS = 64;
    private static final int MOST_LINKS = 1024;

    private final Map<Window, List<SpanContext>> outcomes = new HashMap<>();
    private final Traces traces;

    VerdictTraces(Traces traces) {
        this.traces = traces;
    }

    private record Window(int netuid, long window) {
        static Window of(Event event) {
            return new Window(event.netuid(), event.window());
        }
    }

    /** Remembers an outcome. */
    void accepted(Headers headers, Event event) {
        var trace = Span.fromContext(TraceHeader.read(headers)).getSpanContext();
        if (trace.isValid() && (event instanceof LossDelta || event instanceof EvaluationFailed)) {
            var known = outcomes.computeIfAbsent(Window.of(event), _ -> new ArrayList<>());
            if (known.size() < MOST_LINKS) {
                known.add(trace);
            }
            forgetTheOldest(event.netuid());
        }
    }

    /** Windows that get no verdict are forgotten, too. */
    private void forgetTheOldest(int netuid) {
        if (outcomes.size() > MOST_WINDOWS) {
            outcomes.keySet().stream()
                    .filter(window -> window.netuid() == netuid)
                    .min((one, other) -> Long.compare(one.window(), other.window()))
                    .ifPresent(outcomes::remove);
        }
    }

    /** The trace that the verdict's records belong to: that of the newest outcome, or of the record that settled it. */
    Context settled(Headers headers, WindowVerdict verdict) {
        var cause = TraceHeader.read(headers);
        var known = outcomes.remove(Window.of(verdict));
        if (known == null) {
            return traces.cameOf(verdict, cause, List.of());
        }
        var newest = Context.root().with(Span.wrap(known.getLast()));
        var settling = Span.fromContext(cause).getSpanContext();
        if (settling.isValid() && !known.contains(settling)) {
            known.add(settling);
        }
        return traces.cameOf(verdict, newest, known);
    }
}
