package io.assay.topics.dead;

import io.assay.protocol.Topics;
import io.assay.topics.dead.Letter.Place;
import io.assay.topics.kafka.Cluster;
import io.assay.topics.kafka.TopicReader;
import io.assay.topics.kafka.UnreadableClusterException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The dead letters of a topic. */
record Cemetery(Cluster cluster, Topics topic) {
    /** Hands over every letter, the oldest first, and says then which were replayed: the newest replay of each. */
    Map<String, Mark> read(Consumer<Letter> sink) {
        var marks = new HashMap<String, Mark>();
        try (var reader = new TopicReader(cluster, topic.deadLetters())) {
            reader.present(found -> {
                var mark = Mark.of(found);
                if (mark == null) {
                    sink.accept(new Letter(topic, found));
                } else {
                    marks.put(mark.letter(), mark);
                }
            });
        }
        return marks;
    }

    /** When and whereto a letter was replayed; null when it was not. */
    @Nullable
    Mark mark(Place place) {
        return read(_ -> {}).get(place.toString());
    }

    /**
     * One letter.
     *
     * @throws UnreadableClusterException if there is none
     */
    Letter at(Place place) {
        try (var reader = new TopicReader(cluster, topic.deadLetters())) {
            return reader.at(place.partition(), place.offset())
                    .filter(found -> Mark.of(found) == null)
                    .map(found -> new Letter(topic, found))
                    .orElseThrow(() -> new UnreadableClusterException("there is no dead letter " + place + " in "
                            + topic.deadLetters() + "; ./assay dlt list " + topic.topic() + " has those there are"));
        }
    }
}
