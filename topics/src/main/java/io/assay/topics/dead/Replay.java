package io.assay.topics.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.protocol.Topics;
import io.assay.service.kafka.Origin;
import io.assay.service.kafka.Received;
import io.assay.service.kafka.RecordHeaders;
import io.assay.topics.dead.Letter.Place;
import io.assay.topics.kafka.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes dead letters again, each with its mark in one transaction: it is replayed and marked, or neither. Whoever
 * replays letters of the same topic at the same time is fenced off, and looks for marks after that only.
 *
 * @param again what was replayed before, too
 * @param anyway what would be refused again, too
 */
record Replay(Cluster cluster, Topics topic, boolean again, boolean anyway) {
    private static final Set<String> OWN = Set.of(
            RecordHeaders.REASON,
            RecordHeaders.REPLAY_OF,
            Origin.PARTITION,
            Origin.OFFSET,
            Origin.TIMESTAMP,
            Origin.BYTES);

    /** What became of a letter. */
    sealed interface Outcome {
        /** It was published again. */
        record Published(String to) implements Outcome {}

        /** It would be. */
        record WouldPublish(String as) implements Outcome {}

        /** It is left alone. */
        record Left(String why) implements Outcome {}
    }

    /** Takes what became of a letter. */
    @FunctionalInterface
    interface Report {
        void take(Place place, Outcome outcome);
    }

    /** Says what {@link #run} would do. */
    void rehearse(List<Place> places, Report report) {
        var cemetery = new Cemetery(cluster, topic);
        var marks = cemetery.read(_ -> {});
        for (var place : places) {
            var letter = cemetery.at(place);
            var hindrance = hindrance(letter, marks);
            report.take(place, hindrance == null ? new Outcome.WouldPublish(as(letter)) : new Outcome.Left(hindrance));
        }
    }

    /** Replays letters, one transaction each. */
    void run(List<Place> places, Report report) {
        var cemetery = new Cemetery(cluster, topic);
        try (var producer = cluster.producer("assay-dlt-" + topic.topic())) {
            producer.initTransactions();
            var marks = cemetery.read(_ -> {});
            for (var place : places) {
                var letter = cemetery.at(place);
                var hindrance = hindrance(letter, marks);
                report.take(
                        place,
                        hindrance == null
                                ? new Outcome.Published(publish(producer, letter))
                                : new Outcome.Left(hindrance));
            }
        }
    }

    private @Nullable String hindrance(Letter letter, Map<String, Mark> marks) {
        var mark = marks.get(letter.place().toString());
        if (letter.cut()) {
            return "it was cut when it was buried: only its first %,d bytes are here".formatted(letter.value().length);
        }
        if (mark != null && !again) {
            return "it was replayed at " + mark.at() + " to " + mark.to() + "; --again replays it once more";
        }
        if (readWhole() && !anyway) {
            return "whoever reads " + topic.topic()
                    + " reads all of it on its start, and the record is still there: upgrade"
                    + " and restart the reader; --anyway replays it all the same";
        }
        return letter.now() instanceof Received.Poison poison && !anyway
                ? "it would be refused again (" + poison.reason() + "); --anyway replays it all the same"
                : null;
    }

    /** Whether its readers keep no place in it, so that a second record would only come too late and twice. */
    private boolean readWhole() {
        return switch (topic) {
            case WINDOWS, GRADIENT_ARRIVALS, LOSS_DELTAS -> false;
            case MODEL_ADVANCES, WINDOW_VERDICTS, PEER_STANDINGS, WEIGHT_SUBMISSIONS -> true;
        };
    }

    private static String as(Letter letter) {
        return switch (letter.now()) {
            case Received.Understood(var event) -> event.type() + " of window " + event.window();
            case Received.Poison poison -> "what is no event: " + poison.reason();
        };
    }

    private String publish(KafkaProducer<byte[], byte[]> producer, Letter letter) {
        producer.beginTransaction();
        try {
            var sent = producer.send(copy(letter)).get();
            var to = topic.topic() + " " + sent.partition() + "/" + sent.offset();
            var _ = producer.send(Mark.record(topic, letter.place(), to)).get();
            producer.commitTransaction();
            return to;
        } catch (ExecutionException e) {
            producer.abortTransaction();
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private ProducerRecord<byte[], byte[]> copy(Letter letter) {
        var key = key(letter);
        var origin = letter.origin();
        // With a key the partition is the one that a writer would choose now.
        var partition = key == null && origin != null ? origin.partition() : null;
        var record = new ProducerRecord<byte[], byte[]>(topic.topic(), partition, key, letter.value());
        for (var header : letter.found().headers()) {
            if (!OWN.contains(header.key())) {
                record.headers().add(header);
            }
        }
        record.headers().add(RecordHeaders.REPLAY_OF, letter.place().toString().getBytes(UTF_8));
        return record;
    }

    private static byte @Nullable [] key(Letter letter) {
        return letter.found().key() == null && letter.now() instanceof Received.Understood(var event)
                ? event.partitionKey().getBytes(UTF_8)
                : letter.found().key();
    }
}
