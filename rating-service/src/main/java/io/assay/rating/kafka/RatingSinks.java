package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.Origin;
import io.assay.service.trace.TraceHeader;
import io.assay.service.trace.Traces;
import io.opentelemetry.context.Context;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where what was decided goes out: verdicts, standings, dead letters, all in the transaction of their cause. */
final class RatingSinks {
    /** Room for the key, the headers and the batch around a value of a record of the longest kind. */
    static final int MOST_OF_A_VALUE = Topics.MAX_RECORD_BYTES - (64 << 10);

    private static final Logger LOG = LoggerFactory.getLogger(RatingSinks.class);
    private final EventSerializer serializer = new EventSerializer();
    private final ProcessorContext<byte[], byte[]> context;
    private final RatingMeters meters;
    private final VerdictTraces traces;

    RatingSinks(ProcessorContext<byte[], byte[]> context, RatingMeters meters, Traces traces) {
        this.context = context;
        this.meters = meters;
        this.traces = new VerdictTraces(traces);
    }

    /** Remembers what a verdict will have come of. */
    void accepted(Record<byte[], byte[]> cause, Event event) {
        traces.accepted(cause.headers(), event);
    }

    /** Publishes a verdict and what it changes of the standings before. */
    void publish(Record<byte[], byte[]> cause, WindowVerdict verdict, List<Standing> before) {
        var trace = traces.settled(cause.headers(), verdict);
        send(cause, trace, verdict);
        var known = new HashSet<String>();
        for (var standing : verdict.standings()) {
            known.add(standing.hotkey());
            send(cause, trace, new PeerStanding(verdict.netuid(), verdict.window(), standing, verdict.verdictHash()));
        }
        before.stream()
                .filter(standing -> !known.contains(standing.hotkey()))
                .forEach(gone -> forget(cause, trace, verdict.netuid() + ":" + gone.hotkey()));
    }

    private void send(Record<byte[], byte[]> cause, Context trace, Event event) {
        var topic = Topics.of(event).topic();
        var headers = headers(trace);
        var value = serializer.serialize(topic, headers, event);
        context.forward(new Record<>(event.partitionKey().getBytes(UTF_8), value, cause.timestamp(), headers), topic);
    }

    /** The topic is compacted: without a tombstone a peer that was dropped would stay in it. */
    private void forget(Record<byte[], byte[]> cause, Context trace, String key) {
        context.forward(
                new Record<>(key.getBytes(UTF_8), null, cause.timestamp(), headers(trace)),
                Topics.PEER_STANDINGS.topic());
    }

    private static Headers headers(Context trace) {
        var headers = new RecordHeaders();
        TraceHeader.write(trace, headers);
        return headers;
    }

    /** Buries a record that is no use, with the reason. */
    void bury(Record<byte[], byte[]> record, String reason) {
        var place = context.recordMetadata().orElseThrow();
        var topic = place.topic();
        var line = DeadLetter.oneLine(reason);
        meters.deadLetter(topic);
        LOG.warn("a record of {} cannot be used and goes to the dead letters: {}", topic, line);
        var bytes = record.value() == null ? 0 : record.value().length;
        var origin = new Origin(place.partition(), place.offset(), record.timestamp(), bytes);
        context.forward(DeadLetter.of(record, line, origin), RatingTopology.deadLetters(topic));
    }
}
