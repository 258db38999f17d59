package io.assay.audit.core;

import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which verdicts a record holds, unchecked. */
public final class Contents implements VerdictSource.Sink {
    private final Map<Integer, Subnet> subnets = new TreeMap<>();
    private long window;

    /**
     * A subnet's verdicts.
     *
     * @param records how many
     * @param head hash of the last
     */
    public record Subnet(int netuid, long records, long firstWindow, long lastWindow, String head) {
        private Subnet and(Subnet next) {
            return new Subnet(netuid, records + next.records, firstWindow, next.lastWindow, next.head);
        }
    }

    /**
     * Notes the next record.
     *
     * @throws UnreadableSourceException if it is no verdict
     */
    @Override
    public void take(String place, byte[] json) {
        var verdict = RecordedVerdict.verdict(place, json);
        window = verdict.window();
        subnets.merge(verdict.netuid(), of(verdict), Subnet::and);
    }

    private static Subnet of(WindowVerdict verdict) {
        return new Subnet(verdict.netuid(), 1, verdict.window(), verdict.window(), verdict.verdictHash());
    }

    /** The window of the record noted last. */
    public long window() {
        return window;
    }

    /** By netuid. */
    public List<Subnet> subnets() {
        return List.copyOf(subnets.values());
    }
}
