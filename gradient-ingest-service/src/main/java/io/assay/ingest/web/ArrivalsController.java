package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;
import io.assay.ingest.core.notice.NoticeOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where miners tell of their uploads. Refusals are logged for debugging only: strangers are not to fill the log. */
@RestController
public final class ArrivalsController {
    static final String METHOD = "POST";
    static final String PATH = "/api/v1/arrivals";

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalsController.class);

    private final NoticeIntake intake;
    private final NoticeMeters meters;

    ArrivalsController(NoticeIntake intake, NoticeMeters meters) {
        this.intake = intake;
        this.meters = meters;
    }

    // Not a word of the body is left to Spring: it is read once the headers are found good.
    @PostMapping(PATH)
    @Operation(
            operationId = "arrived",
            summary = "Tells that the signer has uploaded its gradient of a window",
            description =
                    "Signed is, as UTF-8, METHOD\\nPATH\\nSHA-256 of the body in lower-case hexadecimal\\nTIMESTAMP"
                            + " by sr25519 in the context substrate.")
    @Parameter(
            in = ParameterIn.HEADER,
            name = RequestSignature.HOTKEY_HEADER,
            required = true,
            description = "SS58 address, prefix 42",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = RequestSignature.TIMESTAMP_HEADER,
            required = true,
            description = "Unix time in milliseconds, at most 30 s off and later than in the last accepted notice",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = RequestSignature.SIGNATURE_HEADER,
            required = true,
            description = "128 hexadecimal digits",
            schema = @Schema(type = "string", pattern = "^[0-9a-fA-F]{128}$"))
    @RequestBody(
            required = true,
            description = "At most 1,024 bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Notice.class)))
    @ApiResponse(responseCode = "202", description = "The bucket is looked into", content = @Content)
    @ApiResponse(responseCode = "400", description = "Body malformed, or of another subnet")
    @ApiResponse(
            responseCode = "401",
            description = "Header missing or malformed, signature wrong, time off, or a replay")
    @ApiResponse(
            responseCode = "403",
            description = "The hotkey takes no part in the window, or in any, or has no bucket")
    @ApiResponse(responseCode = "404", description = "The window is not open, or not at its closing block yet")
    @ApiResponse(responseCode = "405", description = "Not POST")
    @ApiResponse(responseCode = "408", description = "The body did not come in time")
    @ApiResponse(responseCode = "413", description = "Body larger than 1,024 bytes")
    @ApiResponse(responseCode = "415", description = "Not application/json")
    @ApiResponse(
            responseCode = "429",
            description = "Too many signatures are being checked; Retry-After tells when to come again")
    Mono<ResponseEntity<Object>> arrived(ServerHttpRequest request) {
        return intake.take(request)
                .doOnNext(this::note)
                .doOnError(_ -> meters.failed())
                .map(NoticeAnswers::of);
    }

    private void note(NoticeOutcome outcome) {
        meters.count(outcome);
        LOG.debug("a notice: {}", outcome);
    }
}
