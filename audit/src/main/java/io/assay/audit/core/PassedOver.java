package io.assay.audit.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a source holds besides verdicts: nothing is left out in silence. */
public final class PassedOver {
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> ends = new ArrayList<>();

    /** Counts a record that is no verdict, by what it is: {@code tombstone}, {@code record of type PeerStanding}. */
    public void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Says why reading ended before the last byte. */
    public void endedEarly(String sentence) {
        ends.add(sentence);
    }

    /** All of it, a sentence each. */
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        counts.forEach((what, count) -> sentences.add("passed over: %,d × %s".formatted(count, what)));
        sentences.addAll(ends);
        return sentences;
    }
}
