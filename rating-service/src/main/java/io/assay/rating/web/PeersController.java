package io.assay.rating.web;

import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.record.SettledWindow;
import io.assay.rating.record.VerdictLookup;
import io.assay.service.web.Shown;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
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

/** Peers: as the newest verdict left them, and as they came there. */
@RestController
@RequestMapping(path = "/api/v1/peers", produces = MediaType.APPLICATION_JSON_VALUE)
public final class PeersController {
    private final AskedSubnet subnet;
    private final RecentVerdicts recent;
    private final VerdictLookup lookup;
    private final RecordReads reads;

    public PeersController(AskedSubnet subnet, RecentVerdicts recent, VerdictLookup lookup, RecordReads reads) {
        this.subnet = subnet;
        this.recent = recent;
        this.lookup = lookup;
        this.reads = reads;
    }

    @GetMapping
    @Operation(operationId = "peers", summary = "Peers as the newest verdict left them, sorted, in pages")
    ResponseEntity<PeersPage> peers(
            @RequestParam @Nullable Integer netuid,
            @RequestParam(defaultValue = "weight") PeerSort sort,
            @RequestParam(defaultValue = "desc") PeerSort.Order order,
            @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        var asked = subnet.netuid(netuid);
        var newest = recent.newest(asked);
        return Caching.untilTheNext(newest, PeersPage.of(asked, newest, sort, order, page, size));
    }

    @GetMapping("/{hotkey}")
    @Operation(operationId = "peer", summary = "A peer as the newest verdict left it")
    ResponseEntity<PeerNow> peer(@PathVariable String hotkey, @RequestParam @Nullable Integer netuid) {
        var newest = recent.newest(subnet.netuid(netuid));
        return newest.flatMap(settled -> settled.standing(hotkey).map(standing -> PeerNow.of(settled, standing)))
                .map(peer -> Caching.untilTheNext(newest, peer))
                .orElseThrow(() -> unknown(hotkey));
    }

    @GetMapping("/{hotkey}/history")
    @Operation(
            operationId = "history",
            summary = "A peer in each of the newest windows before one, newest first",
            description = "Looks at `limit` windows; those in which nothing was known of the peer have no entry.")
    Mono<ResponseEntity<PeerHistory>> history(
            @PathVariable String hotkey,
            @RequestParam @Nullable Integer netuid,
            @RequestParam @Nullable @Min(0) Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var asked = subnet.netuid(netuid);
        var newest = recent.newest(asked);
        return windows(asked, before == null ? Long.MAX_VALUE : before, limit, hotkey)
                .map(windows -> known(PeerHistory.of(asked, hotkey, windows)))
                .map(history -> Caching.untilTheNext(newest, history));
    }

    private Mono<List<PeerHistory.Looked>> windows(int netuid, long before, int limit, String hotkey) {
        return reads.before(lookup, netuid, before, limit, settled -> PeerHistory.Looked.at(settled, hotkey));
    }

    private PeerHistory known(PeerHistory history) {
        var hotkey = history.hotkey();
        if (history.entries().isEmpty()
                && recent.newest(history.netuid())
                        .flatMap((SettledWindow settled) -> settled.standing(hotkey))
                        .isEmpty()) {
            throw unknown(hotkey);
        }
        return history;
    }

    private static ResponseStatusException unknown(String hotkey) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "peer " + Shown.of(hotkey) + " has no standing; /api/v1/peers lists those that do");
    }
}
