package io.assay.topics.dead;

import io.assay.topics.event.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dead letters of a topic that have the same reason.
 *
 * @param places of all of them
 * @param replayed how many were
 */
public record Grave(
        String topic, String reason, int letters, int replayed, Instant first, Instant last, List<String> places) {
    /** A line of the list holds no more. */
    private static final int MOST_PLACES = 10;

    /** As a list shows it. */
    public List<Object> cells() {
        var shown = String.join(" ", places.subList(0, Math.min(MOST_PLACES, places.size())));
        var more = places.size() > MOST_PLACES ? " and " + (places.size() - MOST_PLACES) + " more" : "";
        return List.of(topic, letters, replayed, first, last, shown + more, Printable.text(reason));
    }

    /** Gathers letters one by one, so that their bytes need not be held. */
    static final class Digger {
        private record Seen(String place, Instant buried) {}

        private final Map<String, List<Seen>> byReason = new TreeMap<>();

        void take(Letter letter) {
            byReason.computeIfAbsent(letter.reason(), _ -> new ArrayList<>())
                    .add(new Seen(letter.place().toString(), letter.buried()));
        }

        List<Grave> graves(String topic, Map<String, Mark> marks) {
            return byReason.entrySet().stream()
                    .map(each -> grave(topic, each.getKey(), each.getValue(), marks))
                    .toList();
        }

        private static Grave grave(String topic, String reason, List<Seen> seen, Map<String, Mark> marks) {
            var replayed = seen.stream()
                    .filter(each -> marks.containsKey(each.place()))
                    .count();
            return new Grave(
                    topic,
                    reason,
                    seen.size(),
                    Math.toIntExact(replayed),
                    seen.getFirst().buried(),
                    seen.getLast().buried(),
                    seen.stream().map(Seen::place).toList());
        }
    }
}
