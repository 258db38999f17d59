package io.assay.rating.kafka;

import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest verdicts at hand: the last few whole, of more only a line. Written by one thread, read by many. */
public final class RecentVerdicts {
    private static final int WHOLE = 16;

    private final ConcurrentSkipListMap<Long, WindowVerdict> whole = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, VerdictSummary> lines = new ConcurrentSkipListMap<>();
    private final int most;

    /**
     * Nothing yet.
     *
     * @param most lines kept
     */
    public RecentVerdicts(int most) {
        this.most = most;
    }

    void add(WindowVerdict verdict) {
        whole.put(verdict.window(), verdict);
        lines.put(verdict.window(), VerdictSummary.of(verdict));
        if (whole.size() > WHOLE) {
            whole.pollFirstEntry();
        }
        if (lines.size() > most) {
            lines.pollFirstEntry();
        }
    }

    /** The newest verdict of all. */
    public Optional<WindowVerdict> newest() {
        return Optional.ofNullable(whole.lastEntry()).map(Map.Entry::getValue);
    }

    /** The verdict of a window, if it is one of the last few. */
    public Optional<WindowVerdict> find(long window) {
        return Optional.ofNullable(whole.get(window));
    }

    /** Newest first. */
    public List<VerdictSummary> summaries(int limit) {
        return lines.descendingMap().values().stream().limit(limit).toList();
    }
}
