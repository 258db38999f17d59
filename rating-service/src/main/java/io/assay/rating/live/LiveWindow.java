package io.assay.rating.live;

import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.rating.live.WindowProgress.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window as its events have come in, in whatever order; uids stand for peers, so that what comes twice counts once. */
final class LiveWindow {
    private final long window;
    private final BitSet arrived = new BitSet();
    private final BitSet rejected = new BitSet();
    private final BitSet evaluated = new BitSet();
    private final BitSet failed = new BitSet();
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable WindowOpened opened;
    private @Nullable Instant closedAt;

    LiveWindow(long window) {
        this.window = window;
    }

    void opened(WindowOpened event) {
        opened = event;
    }

    void closed(WindowClosed event) {
        closedAt = event.closedAt();
    }

    void arrived(int uid) {
        arrived.set(uid);
    }

    void rejected(GradientRejected event) {
        if (!rejected.get(event.uid()) && refusals.size() < WindowProgress.MOST_REFUSALS) {
            refusals.add(new Refusal(event.uid(), event.hotkey(), event.reason(), event.detail()));
        }
        rejected.set(event.uid());
    }

    void evaluated(int uid) {
        evaluated.set(uid);
    }

    void failed(int uid) {
        failed.set(uid);
    }

    WindowProgress progress() {
        return new WindowProgress(
                window,
                opened == null ? null : (Long) opened.openedAtBlock(),
                opened == null ? null : opened.openedAt(),
                closedAt,
                opened == null ? 0 : opened.roster().size(),
                opened == null ? 0 : opened.drawn().size(),
                arrived.cardinality(),
                rejected.cardinality(),
                evaluated.cardinality(),
                failed.cardinality(),
                List.copyOf(refusals));
    }
}
