package io.assay.localnet.record;

import io.assay.protocol.event.ArrivalStatus;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the record says of one window, as far as it goes. */
public final class WindowRecord {
    private final long window;
    private @Nullable WindowOpened opened;
    private @Nullable WindowClosed closed;
    private @Nullable WindowVerdict verdict;
    private @Nullable Instant verdictAt;
    private @Nullable Double lossRandomBefore;
    private @Nullable Double busyShare;
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

    void computed(double share) {
        busyShare = share;
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

    /** Arrivals of peers that were drawn for evaluation. */
    public Set<String> drawn() {
        if (opened == null || closed == null) {
            return Set.of();
        }
        var drawn = Set.copyOf(opened.drawn());
        return closed.arrivals().stream()
                .filter(arrival -> arrival.status() == ArrivalStatus.ARRIVED && drawn.contains(arrival.hotkey()))
                .map(PeerArrival::hotkey)
                .collect(Collectors.toSet());
    }

    /** How many of {@link #drawn} the verdict has an outcome of, a measurement or a failure. */
    public long evaluated() {
        if (verdict == null) {
            return 0;
        }
        var drawn = drawn();
        return verdict.inputs().evaluations().stream()
                .map(PeerEvaluation::hotkey)
                .filter(drawn::contains)
                .distinct()
                .count();
    }

    /** How many evaluations in the verdict failed for which reason. */
    public Map<String, Integer> failed() {
        var reasons = new TreeMap<String, Integer>();
        if (verdict != null) {
            for (var evaluation : verdict.inputs().evaluations()) {
                if (evaluation.failure() != null) {
                    reasons.merge(evaluation.failure().code(), 1, Integer::sum);
                }
            }
        }
        return reasons;
    }

    /** From the end of the upload interval to the verdict. */
    public @Nullable Long verdictDelayMillis() {
        return closed == null || verdictAt == null
                ? null
                : Duration.between(closed.uploadsUntil(), verdictAt).toMillis();
    }

    /** Share of the window in which the devices computed, for this window or the one before; absent if nobody looked. */
    public @Nullable Double busyShare() {
        return busyShare;
    }

    /** From the window's first block to its verdict. */
    public long durationMillis() {
        return opened == null || verdictAt == null
                ? 0
                : Duration.between(opened.openedAt(), verdictAt).toMillis();
    }
}
