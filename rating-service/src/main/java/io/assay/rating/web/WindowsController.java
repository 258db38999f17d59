package io.assay.rating.web;

import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.VerdictLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Windows and their verdicts. */
@RestController
@RequestMapping(path = "/api/v1/windows", produces = MediaType.APPLICATION_JSON_VALUE)
public final class WindowsController {
    private final AskedSubnet subnet;
    private final RecentVerdicts recent;
    private final VerdictLookup lookup;
    private final RecordReads reads;

    public WindowsController(AskedSubnet subnet, RecentVerdicts recent, VerdictLookup lookup, RecordReads reads) {
        this.subnet = subnet;
        this.recent = recent;
        this.lookup = lookup;
        this.reads = reads;
    }

    @GetMapping
    @Operation(operationId = "windows", summary = "The newest settled windows before one, newest first")
    Mono<ResponseEntity<WindowsPage>> windows(
            @RequestParam @Nullable Integer netuid,
            @RequestParam @Nullable @Min(0) Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var asked = subnet.netuid(netuid);
        var newest = recent.newest(asked);
        return reads.before(lookup, asked, before == null ? Long.MAX_VALUE : before, limit, WindowsPage.Looked::at)
                .map(windows -> Caching.untilTheNext(newest, WindowsPage.of(asked, windows)));
    }

    @GetMapping("/{window}")
    @Operation(operationId = "window", summary = "A whole verdict, byte for byte as it was recorded")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = WindowVerdict.class)))
    Mono<ResponseEntity<byte[]>> window(@PathVariable @Min(0) long window, @RequestParam @Nullable Integer netuid) {
        var asked = subnet.netuid(netuid);
        return reads.read(() -> lookup.find(asked, window))
                .map(found -> found.orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "window " + window + " of subnet " + asked + " has no verdict; /api/v1/windows lists those that"
                                + " do")))
                .map(found -> Caching.forever(found.verdict().verdictHash(), found.json()));
    }
}
