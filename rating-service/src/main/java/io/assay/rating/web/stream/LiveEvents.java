package io.assay.rating.web.stream;

import io.assay.protocol.event.Standing;
import io.assay.rating.live.Submission;
import io.assay.rating.live.WindowProgress;
import io.assay.rating.record.Notice;
import io.assay.rating.record.PeerOutcome;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictSummary;
import io.assay.rating.record.WindowLosses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/** The live stream's events as they go over the wire. */
final class LiveEvents {
    private static final int MOST_NOTICES = 200;

    private LiveEvents() {}

    /**
     * Data of the event {@code window}.
     *
     * @param losses absent when nobody was measured
     * @param standings every known peer's standing after the window, by hotkey
     * @param outcomes what was found of each of the roster, by uid
     * @param notices penalties and refusals, {@value #MOST_NOTICES} at most
     */
    record Window(
            int netuid,
            VerdictSummary verdict,
            @Nullable String previousVerdictHash,
            @Nullable WindowLosses losses,
            List<Standing> standings,
            List<PeerOutcome> outcomes,
            List<Notice> notices) {
        static Window of(SettledWindow settled) {
            return new Window(
                    settled.netuid(),
                    settled.summary(),
                    settled.previousVerdictHash(),
                    WindowLosses.of(settled.outcomes()).orElse(null),
                    settled.standings(),
                    settled.outcomes(),
                    Notice.of(settled).limit(MOST_NOTICES).toList());
        }
    }

    /** Data of the event {@code progress}: windows on their way to a verdict, newest first. */
    record Progress(int netuid, List<WindowProgress> windows) {}

    /** Data of the event {@code submissions}: weights on their way to the chain, newest first. */
    record Submissions(int netuid, List<Submission> submissions) {}

    /** The event of an item. */
    static List<ServerSentEvent<Object>> of(StreamItem item) {
        return List.of(
                switch (item) {
                    case StreamItem.Settled(var settled) ->
                        StreamEvents.named("window")
                                .id(StreamEvents.id(settled))
                                .data(Window.of(settled))
                                .build();
                    case StreamItem.Progress(var netuid, var windows) ->
                        StreamEvents.named("progress")
                                .data(new Progress(netuid, windows))
                                .build();
                    case StreamItem.Submitted(var netuid, var submissions) ->
                        StreamEvents.named("submissions")
                                .data(new Submissions(netuid, submissions))
                                .build();
                    case StreamItem.Gap gap -> StreamEvents.gap(gap);
                    case StreamItem.Heartbeat _ -> StreamEvents.heartbeat();
                    case StreamItem.TooSlow slow -> StreamEvents.tooSlow(slow);
                });
    }
}
