package io.assay.audit.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Recomputes verdicts in the order of the record, each subnet's on its own. A subnet's first difference is told and ends
 * its audit: what follows rests on it. The others go on.
 */
public final class Audit implements VerdictSource.Sink {
    private final Map<Integer, Chain> chains = new TreeMap<>();
    private final TreeSet<Integer> ended = new TreeSet<>();
    private final Consumer<Difference> differences;
    private long window;

    /**
     * An audit.
     *
     * @param differences is told of each subnet's first difference, as soon as it is found
     */
    public Audit(Consumer<Difference> differences) {
        this.differences = differences;
    }

    /**
     * Checks the next record.
     *
     * @throws UnreadableSourceException if it is no verdict
     */
    @Override
    public void take(String place, byte[] json) {
        if (!ended.isEmpty() && ended.contains(RecordedVerdict.netuid(json))) {
            return;
        }
        var record = RecordedVerdict.read(place, json);
        window = record.verdict().window();
        var netuid = record.verdict().netuid();
        chains.computeIfAbsent(netuid, _ -> new Chain()).next(record, json).ifPresent(difference -> {
            ended.add(netuid);
            differences.accept(difference);
        });
    }

    /** The window of the record checked last. */
    public long window() {
        return window;
    }

    /** How many subnets there are in the record. */
    public int subnets() {
        return chains.size();
    }

    /** Whether no subnet had a difference. */
    public boolean allEqual() {
        return ended.isEmpty();
    }

    /** The subnets without a difference, by netuid. */
    public List<ChainSummary> equal() {
        return chains.entrySet().stream()
                .filter(chain -> !ended.contains(chain.getKey()))
                .map(chain -> chain.getValue().summary())
                .toList();
    }
}
