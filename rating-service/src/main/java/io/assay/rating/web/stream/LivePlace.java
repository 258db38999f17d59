package io.assay.rating.web.stream;

import io.assay.rating.live.LiveRecord;
import io.assay.rating.live.Submission;
import io.assay.rating.live.WindowProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has seen of what is going on. However much it missed, it is sent the newest state and nothing before. */
final class LivePlace {
    private final int netuid;
    private final LiveRecord live;
    private List<WindowProgress> progress = List.of();
    private List<Submission> submissions = List.of();

    LivePlace(int netuid, LiveRecord live) {
        this.netuid = netuid;
        this.live = live;
    }

    /** What it has not seen yet. */
    @Nullable
    StreamItem next() {
        var windows = live.progress(netuid);
        if (!windows.equals(progress)) {
            return new StreamItem.Progress(netuid, windows);
        }
        var sent = live.submissions(netuid);
        return sent.equals(submissions) ? null : new StreamItem.Submitted(netuid, sent);
    }

    /** It was sent something of this. */
    void seen(StreamItem item) {
        switch (item) {
            case StreamItem.Progress shown -> progress = shown.windows();
            case StreamItem.Submitted shown -> submissions = shown.submissions();
            case StreamItem.Settled _, StreamItem.Gap _, StreamItem.Heartbeat _, StreamItem.TooSlow _ -> {
                // its place among the verdicts is kept elsewhere
            }
        }
    }
}
