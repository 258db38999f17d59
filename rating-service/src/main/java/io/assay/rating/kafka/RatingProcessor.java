package io.assay.rating.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.SettleState;
import io.assay.rating.core.Settlement;
import io.assay.rating.core.Step;
import io.assay.service.kafka.EventDeserializer;
import io.assay.service.kafka.EventSerializer;
import io.assay.service.kafka.Received.Poison;
import io.assay.service.kafka.Received.Understood;
import io.assay.service.kafka.RecordHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records to the settlement and lets its steps take effect: in the state, in the store, in the topics. */
final class RatingProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(RatingProcessor.class);
    private static final String TRACE = "traceparent";

    /** A topic for dead letters may have the broker's default limit of 1 MiB for a record. */
    private static final int MOST_OF_A_DEAD_LETTER = 512 << 10;

    private final EventDeserializer deserializer = new EventDeserializer();
    private final EventSerializer serializer = new EventSerializer();
    private final Settlement settlement;
    private final RatingMeters meters;
    private final int netuid;
    private final String digest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private SettleStore store;

    @SuppressWarnings("NullAway.Init")
    private SettleState state;

    RatingProcessor(HParams hparams, RatingMeters meters) {
        this.settlement = new Settlement(hparams);
        this.meters = meters;
        this.netuid = hparams.netuid();
        this.digest = HParamsJson.digest(hparams);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        store = new SettleStore(context.getStateStore(RatingTopology.STORE), netuid);
        state = store.load();
        meters.position(state.head().window(), state.openWindows());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var topic = context.recordMetadata().orElseThrow().topic();
        switch (deserializer.deserialize(topic, record.headers(), record.value())) {
            case Poison poison -> bury(record, topic, poison.reason());
            case Understood(var event)
            when !Topics.of(event).topic().equals(topic) ->
                bury(record, topic, "a " + event.type() + " does not belong in " + topic);
            case Understood(var event) -> settle(record, event);
        }
    }

    private void settle(Record<byte[], byte[]> cause, Event event) {
        compareParameters(event);
        take(cause, settlement.receive(state, event));
        for (Optional<Step> step = settlement.next(state); step.isPresent(); step = settlement.next(state)) {
            take(cause, step.get());
        }
        meters.position(state.head().window(), state.openWindows());
    }

    private void compareParameters(Event event) {
        if (event instanceof WindowOpened opened
                && opened.netuid() == netuid
                && !opened.hparamsDigest().equals(digest)) {
            meters.otherParameters();
            LOG.warn(
                    "window {} was opened with parameters {}, verdicts are computed with {}: give every service the"
                            + " same file",
                    opened.window(),
                    opened.hparamsDigest(),
                    digest);
        }
    }

    private void take(Record<byte[], byte[]> cause, Step step) {
        var before = state.head().before().standings();
        state.apply(step);
        store.keep(step, state);
        meters.count(step);
        if (step instanceof Step.Settled settled) {
            publish(cause, settled.verdict(), before);
        }
    }

    private void publish(Record<byte[], byte[]> cause, WindowVerdict verdict, List<Standing> before) {
        send(cause, verdict);
        var known = new HashSet<String>();
        for (var standing : verdict.standings()) {
            known.add(standing.hotkey());
            send(cause, new PeerStanding(netuid, verdict.window(), standing, verdict.verdictHash()));
        }
        before.stream().filter(standing -> !known.contains(standing.hotkey())).forEach(gone -> forget(cause, gone));
    }

    private void send(Record<byte[], byte[]> cause, Event event) {
        var topic = Topics.of(event).topic();
        var headers = headers(cause);
        var value = serializer.serialize(topic, headers, event);
        context.forward(new Record<>(event.partitionKey().getBytes(UTF_8), value, cause.timestamp(), headers), topic);
    }

    /** The topic is compacted: without a tombstone a peer that was dropped would stay in it. */
    private void forget(Record<byte[], byte[]> cause, Standing gone) {
        var key = (netuid + ":" + gone.hotkey()).getBytes(UTF_8);
        context.forward(new Record<>(key, null, cause.timestamp(), headers(cause)), Topics.PEER_STANDINGS.topic());
    }

    private static Headers headers(Record<byte[], byte[]> cause) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        var trace = cause.headers().lastHeader(TRACE);
        return trace == null ? headers : headers.add(trace);
    }

    private void bury(Record<byte[], byte[]> record, String topic, String reason) {
        meters.deadLetter(topic);
        LOG.warn("a record of {} cannot be used and goes to the dead letters: {}", topic, reason);
        var value = record.value();
        var kept = value == null || value.length <= MOST_OF_A_DEAD_LETTER
                ? value
                : Arrays.copyOf(value, MOST_OF_A_DEAD_LETTER);
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders(record.headers())
                .add(RecordHeaders.REASON, reason.getBytes(UTF_8));
        context.forward(
                new Record<>(record.key(), kept, record.timestamp(), headers), RatingTopology.deadLetters(topic));
    }
}
