package io.assay.localnet.record;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the record says of one window, as far as it goes. */
public final class WindowRecord {
    private final long window;
    private @Nullable WindowOpened opened;
    private @Nullable WindowClosed closed;
    private @Nullable WindowVerdict verdict;
    private @Nullable Instant verdictAt;
    private @Nullable Double lossRandomBefore;
    private int verdicts;

    WindowRecord(long window) {
        this.window = window;
    }

    void opened(WindowOpened event) {
        opened = event;
    }

    void closed(WindowClosed event) {
        closed = event;
    }

    void measured(double loss) {
        lossRandomBefore = loss;
    }

    void judged(WindowVerdict event, Instant at) {
        verdicts++;
        if (verdict == null) {
            verdict = event;
            verdictAt = at;
        }
    }

    /** The window. */
    public long window() {
        return window;
    }

    /** Its verdict, once it is there. */
    public @Nullable WindowVerdict verdict() {
        return verdict;
    }

    /** How many verdicts the record has for it: one, or something is wrong. */
    public int verdicts() {
        return verdicts;
    }

    /** The model's loss on the window's common batches, before anything was applied. */
    public @Nullable Double lossRandomBefore() {
        return lossRandomBefore;
    }

    /** Peers on the roster. */
    public int registered() {
        return closed == null ? 0 : closed.arrivals().size();
    }

    /** Peers of that status. */
    public long count(ArrivalStatus status) {
        return closed == null
                ? 0
                : closed.arrivals().stream().filter(a -> a.status() == status).count();
    }

    /** How many uploads were refused for which reason. */
    public Map<String, Integer> rejected() {
        var reasons = new TreeMap<String, Integer>();
        if (closed != null) {
            for (var arrival : closed.arrivals()) {
                if (arrival.reason() != null) {
                    reasons.merge(arrival.reason().code(), 1, Integer::sum);
                }
            }
        }
        return reasons;
    }

    /** From the window's first block to its verdict. */
    public long durationMillis() {
        return opened == null || verdictAt == null
                ? 0
                : Duration.between(opened.openedAt(), verdictAt).toMillis();
    }
}
