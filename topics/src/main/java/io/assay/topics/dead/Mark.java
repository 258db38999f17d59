package io.assay.topics.dead;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.assay.protocol.Topics;
import io.assay.service.kafka.RecordHeaders;
import io.assay.topics.dead.Letter.Place;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Says among the dead letters that one of them was replayed. A record cannot be changed, so this is one beside it, written in
 * the same transaction as the replay.
 *
 * @param letter which one, as {@code partition/offset}
 * @param to where its bytes are now, as {@code topic partition/offset}
 */
record Mark(String letter, String to, Instant at) {
    private static final String REPLAYED = "replayed";
    private static final String REPLAYED_TO = "replayedTo";

    /** Null for a record that is a dead letter itself. */
    static @Nullable Mark of(ConsumerRecord<byte[], byte[]> found) {
        var letter = RecordHeaders.text(found.headers(), REPLAYED);
        var to = RecordHeaders.text(found.headers(), REPLAYED_TO);
        return letter == null || to == null || found.headers().lastHeader(RecordHeaders.REASON) != null
                ? null
                : new Mark(letter, to, Instant.ofEpochMilli(found.timestamp()));
    }

    static ProducerRecord<byte[], byte[]> record(Topics topic, Place letter, String to) {
        var mark = new ProducerRecord<byte[], byte[]>(topic.deadLetters(), letter.partition(), null, new byte[0]);
        mark.headers().add(REPLAYED, letter.toString().getBytes(US_ASCII));
        mark.headers().add(REPLAYED_TO, to.getBytes(US_ASCII));
        return mark;
    }
}
