package io.assay.topics.dead;

import io.assay.protocol.Topics;
import io.assay.topics.dead.Letter.Place;
import io.assay.topics.dead.Replay.Outcome;
import io.assay.topics.event.Printable;
import io.assay.topics.kafka.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The dead letters of a topic, for who asks for them in words.
 *
 * @param topic the one that they come from
 */
public record DeadLetterTopic(Cluster cluster, Topics topic) {
    /**
     * How letters are replayed.
     *
     * @param dryRun says what would be done
     * @param again what was replayed before, too
     * @param anyway what would be refused again, too
     */
    public record Terms(boolean dryRun, boolean again, boolean anyway) {}

    /** All letters, by reason. */
    public List<Grave> graves() {
        var digger = new Grave.Digger();
        var marks = new Cemetery(cluster, topic).read(digger::take);
        return digger.graves(topic.topic(), marks);
    }

    /** One letter, whole, but for more than so many bytes of its content. */
    public String text(String place, int mostBytes) {
        var cemetery = new Cemetery(cluster, topic);
        var letter = cemetery.at(Place.parse(place));
        return LetterText.of(letter, cemetery.mark(letter.place()), mostBytes);
    }

    /**
     * Where letters lie.
     *
     * @param replayed those that were replayed, too
     */
    public List<String> places(boolean replayed) {
        var all = new ArrayList<String>();
        var marks = new Cemetery(cluster, topic)
                .read(letter -> all.add(letter.place().toString()));
        return replayed
                ? all
                : all.stream().filter(place -> !marks.containsKey(place)).toList();
    }

    /**
     * Replays letters, and says a line of each.
     *
     * @return how many were left alone
     */
    public int replay(List<String> places, Terms terms, Consumer<String> report) {
        var parsed = places.stream().map(Place::parse).distinct().toList();
        var replay = new Replay(cluster, topic, terms.again(), terms.anyway());
        var left = new ArrayList<Place>();
        Replay.Report each = (place, outcome) -> {
            report.accept(topic.deadLetters() + " " + place + "  " + Printable.text(words(outcome)));
            if (outcome instanceof Outcome.Left) {
                left.add(place);
            }
        };
        if (terms.dryRun()) {
            replay.rehearse(parsed, each);
        } else {
            replay.run(parsed, each);
        }
        return left.size();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Published(var to) -> "replayed, now " + to;
            case Outcome.WouldPublish(var as) -> "would be replayed as " + as;
            case Outcome.Left(var why) -> "left alone: " + why;
        };
    }
}
