package io.assay.rating.web.stream;

import io.assay.rating.live.LiveRecord;
import io.assay.rating.web.AskedSubnet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** All that the page shows, as it happens. */
@RestController
public final class LiveController {
    private final AskedSubnet subnet;
    private final VerdictStream stream;
    private final LiveRecord live;

    public LiveController(AskedSubnet subnet, VerdictStream stream, LiveRecord live) {
        this.subnet = subnet;
        this.stream = stream;
        this.live = live;
    }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "live",
            summary = "What is going on, as server-sent events",
            description = "`window` has a settled window; the newest comes first, or those after Last-Event-ID."
                    + " `progress` and `submissions` have the state of windows on their way to a verdict and of weights on"
                    + " their way to the chain; they have no id, and of several only the newest comes. `gap` and `error`"
                    + " are those of `/api/v1/stream`, and its clients are counted together with these.")
    @ApiResponse(
            responseCode = "200",
            description = "Events; each one's data is of one of these forms",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                LiveEvents.Window.class,
                                                LiveEvents.Progress.class,
                                                LiveEvents.Submissions.class,
                                                StreamEvents.Gap.class,
                                                StreamEvents.Failure.class
                                            })))
    ResponseEntity<Flux<ServerSentEvent<Object>>> live(
            @RequestParam @Nullable Integer netuid,
            @Parameter(description = "Id of the last event that was received: {netuid}/{window}")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        var place = Place.asked(subnet, netuid, lastEventId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(stream.open(place.netuid(), place.after(), live, LiveEvents::of));
    }
}
