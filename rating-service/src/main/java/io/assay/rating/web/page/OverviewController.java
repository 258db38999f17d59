package io.assay.rating.web.page;

import io.assay.protocol.hparams.HParams;
import io.assay.rating.Subnets;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.web.AskedSubnet;
import io.assay.rating.web.Caching;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The past that the page draws: what is remembered, and so there again after a restart. */
@RestController
public final class OverviewController {
    private final AskedSubnet subnet;
    private final RecentVerdicts recent;
    private final List<Integer> netuids;

    public OverviewController(AskedSubnet subnet, RecentVerdicts recent, Subnets subnets) {
        this.subnet = subnet;
        this.recent = recent;
        this.netuids = subnets.all().stream().map(HParams::netuid).toList();
    }

    @GetMapping(path = "/api/v1/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "overview",
            summary = "The newest windows as they are drawn: losses, every peer's weight and ordinal, penalties",
            description = "Of the windows that are remembered, `assay.rating.recent-windows` at most.")
    ResponseEntity<Overview> overview(
            @RequestParam @Nullable Integer netuid, @RequestParam(defaultValue = "120") @Min(1) @Max(500) int windows) {
        var asked = subnet.netuid(netuid);
        var newest = recent.newest(asked);
        var kept = recent.before(asked, Long.MAX_VALUE, windows);
        return Caching.untilTheNext(newest, Overview.of(asked, netuids, kept));
    }
}
