package io.assay.rating.web.stream;

import io.assay.rating.live.Submission;
import io.assay.rating.live.WindowProgress;
import io.assay.rating.record.SettledWindow;
import java.util.List;

/** What a client of the stream is sent. */
sealed interface StreamItem {
    /** A window was settled. */
    record Settled(SettledWindow window) implements StreamItem {}

    /**
     * Windows that the client asked for are no longer at hand, or never were.
     *
     * @param after the window after which it wanted to resume
     * @param resumedAt the first that follows instead
     */
    record Gap(int netuid, long after, long resumedAt) implements StreamItem {}

    /** How far the newest windows have come; for clients of the live stream only. */
    record Progress(int netuid, List<WindowProgress> windows) implements StreamItem {}

    /** Weights on their way to the chain; for clients of the live stream only. */
    record Submitted(int netuid, List<Submission> submissions) implements StreamItem {}

    /** Nothing happened for a while. */
    record Heartbeat() implements StreamItem {}

    /**
     * The client took nothing while windows were settled; nothing follows.
     *
     * @param windows settled since it last took something
     */
    record TooSlow(int windows) implements StreamItem {}
}
