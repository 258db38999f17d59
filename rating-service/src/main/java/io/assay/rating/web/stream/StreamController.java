package io.assay.rating.web.stream;

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

/** Verdicts as they are given, as server-sent events. */
@RestController
public final class StreamController {
    private final AskedSubnet subnet;
    private final VerdictStream stream;

    public StreamController(AskedSubnet subnet, VerdictStream stream) {
        this.subnet = subnet;
        this.stream = stream;
    }

    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "stream",
            summary = "Verdicts as they are given, as server-sent events",
            description = "A window is two events of the same id, `verdict` and `standings`; the newest comes first, or"
                    + " those after Last-Event-ID. `gap` tells that some of these are no longer at hand, `error` that the"
                    + " client was too slow and is cut off; a comment comes with silence.")
    @ApiResponse(
            responseCode = "200",
            description = "Events; each one's data is of one of these forms",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                StreamEvents.Verdict.class,
                                                StreamEvents.Standings.class,
                                                StreamEvents.Gap.class,
                                                StreamEvents.Failure.class
                                            })))
    ResponseEntity<Flux<ServerSentEvent<Object>>> stream(
            @RequestParam @Nullable Integer netuid,
            @Parameter(description = "Id of the last event that was received: {netuid}/{window}")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        var place = Place.asked(subnet, netuid, lastEventId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(stream.open(place.netuid(), place.after(), null, StreamEvents::of));
    }
}
