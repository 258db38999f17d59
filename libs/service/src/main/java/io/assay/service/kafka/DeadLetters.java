package io.assay.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.protocol.event.Event;
import io.assay.protocol.json.EventJson;
import io.assay.service.kafka.Received.Poison;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that are no events aside, with the reason; counted as {@code assay.dead.letters} by topic. So that a record
 * is buried once, each topic has one service that buries: rating for {@code windows} and {@code loss-deltas}, evaluation
 * for {@code gradient-arrivals} and {@code model-advances}, the weight setter for {@code window-verdicts} and
 * {@code weight-submissions}. Everyone else passes over.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private static final String BURIED = "assay.dead.letters";
    private static final String PASSED_OVER = "assay.records.passed.over";

    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry meters;

    /**
     * Dead letters go out by their own producer, bytes as they came. All counters are there from the start at 0: an alert
     * would not see the increase of one that begins at 1.
     */
    public DeadLetters(Producer<byte[], byte[]> producer, MeterRegistry meters) {
        this.producer = producer;
        this.meters = meters;
        for (var topic : Topics.all()) {
            meters.counter(BURIED, "topic", topic.topic());
            meters.counter(PASSED_OVER, "topic", topic.topic());
        }
    }

    /** Says that a record was skipped which another service buries; counted as {@code assay.records.passed.over}. */
    public void passOver(Topics topic, Poison poison) {
        meters.counter(PASSED_OVER, "topic", topic.topic()).increment();
        LOG.warn("a record of {} is no event and is passed over: {}", topic.topic(), poison.reason());
    }

    /** Sends a record to the dead letters of its topic, with its key and headers as far as they are known. */
    public void bury(Topics topic, Poison poison) {
        var found = poison.found();
        var key = found == null || found.key() == null ? null : found.key().getBytes(UTF_8);
        var dead = new ProducerRecord<byte[], byte[]>(topic.deadLetters(), key, poison.value());
        if (found != null) {
            found.headers().forEach(dead.headers()::add);
            Origin.of(found).addTo(dead.headers());
        }
        send(topic, dead, poison.reason());
    }

    /** Sends an event that could not be processed to the dead letters of its topic. */
    public void bury(Event event, String reason) {
        var topic = Topics.of(event);
        var dead = new ProducerRecord<byte[], byte[]>(
                topic.deadLetters(), event.partitionKey().getBytes(UTF_8), EventJson.write(event));
        EventSerializer.describe(dead.headers(), event);
        send(topic, dead, reason);
    }

    private void send(Topics topic, ProducerRecord<byte[], byte[]> dead, String reason) {
        dead.headers().remove(RecordHeaders.REASON).add(RecordHeaders.REASON, reason.getBytes(UTF_8));
        var _ = producer.send(dead, (_, e) -> {
            if (e != null) {
                LOG.error("a dead letter of {} could not be kept: {}", topic.topic(), reason, e);
            }
        });
        meters.counter(BURIED, "topic", topic.topic()).increment();
        LOG.warn("a record of {} is no event and went to {}: {}", topic.topic(), topic.deadLetters(), reason);
    }
}
