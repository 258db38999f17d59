package io.assay.service.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of a record, as W3C's Trace Context has it. It is no part of an event: what is hashed, signed
 * or decided never depends on it, and a malformed one is as good as none.
 */
public final class TraceHeader {
    /** The header's name. */
    public static final String NAME = "traceparent";

    /** It has 55 characters; later versions may add to them. */
    private static final int MOST = 256;

    private TraceHeader() {}

    /** The trace that a record belongs to; the root where it names none. */
    public static Context read(Headers headers) {
        return headers.lastHeader(NAME) == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, Reader.INSTANCE);
    }

    /** Names the trace in a record's headers; an empty one is not named. */
    public static void write(Context context, Headers headers) {
        W3CTraceContextPropagator.getInstance().inject(context, headers, (into, name, value) -> {
            // The vendor's part of a trace may have any length.
            if (into != null && name.equals(NAME)) {
                into.remove(NAME).add(NAME, value.getBytes(US_ASCII));
            }
        });
    }

    /** Does work as part of the trace that a record belongs to. */
    public static <T> Callable<T> within(Headers headers, Callable<T> work) {
        return read(headers).wrap(work);
    }

    private enum Reader implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            var header = headers == null || !name.equals(NAME) ? null : headers.lastHeader(NAME);
            return header == null || header.value() == null || header.value().length > MOST
                    ? null
                    : new String(header.value(), US_ASCII);
        }
    }
}
