package io.assay.rating.web.stream;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict.Weight;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictSummary;
import java.util.List;
import org.springframework.http.codec.ServerSentEvent;

/** The stream's events as they go over the wire. */
final class StreamEvents {
    private StreamEvents() {}

    /** Data of the event {@code verdict}: a verdict without its inputs, and its weights. */
    record Verdict(int netuid, VerdictSummary verdict, List<Weight> weights) {}

    /** Data of the event {@code standings}: every known peer's standing after the window, by hotkey. */
    record Standings(int netuid, long window, String verdictHash, List<Standing> standings) {}

    /**
     * Data of the event {@code gap}.
     *
     * @param after the window after which the client wanted to resume
     * @param resumedAt the first window that follows instead
     */
    record Gap(int netuid, long after, long resumedAt) {}

    /** Data of the event {@code error}, the last one. */
    record Failure(String detail) {}

    /** The events of an item. */
    static List<ServerSentEvent<Object>> of(StreamItem item) {
        return switch (item) {
            case StreamItem.Settled(var settled) -> settled(settled);
            case StreamItem.Gap gap -> List.of(gap(gap));
            case StreamItem.Heartbeat _ -> List.of(heartbeat());
            case StreamItem.TooSlow slow -> List.of(tooSlow(slow));
            case StreamItem.Progress _, StreamItem.Submitted _ -> List.of();
        };
    }

    static ServerSentEvent<Object> gap(StreamItem.Gap gap) {
        return named("gap")
                .data(new Gap(gap.netuid(), gap.after(), gap.resumedAt()))
                .build();
    }

    static ServerSentEvent<Object> heartbeat() {
        return ServerSentEvent.builder().comment("heartbeat").build();
    }

    static ServerSentEvent<Object> tooSlow(StreamItem.TooSlow slow) {
        return named("error")
                .data(new Failure(slow.windows() + " windows were settled while nothing was taken from the stream;"
                        + " connect again with the last event's id"))
                .build();
    }

    /** The id of a window's events. */
    static String id(SettledWindow settled) {
        return settled.netuid() + "/" + settled.window();
    }

    private static List<ServerSentEvent<Object>> settled(SettledWindow settled) {
        var id = id(settled);
        return List.of(
                named("verdict")
                        .id(id)
                        .data(new Verdict(settled.netuid(), settled.summary(), settled.weights()))
                        .build(),
                named("standings")
                        .id(id)
                        .data(new Standings(
                                settled.netuid(), settled.window(), settled.verdictHash(), settled.standings()))
                        .build());
    }

    static ServerSentEvent.Builder<Object> named(String event) {
        return ServerSentEvent.builder().event(event);
    }
}
