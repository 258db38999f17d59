package io.assay.rating.web;

import io.assay.protocol.hparams.HParams;
import io.assay.rating.Subnets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The subnet that a request speaks of. */
public final class AskedSubnet {
    private final Subnets subnets;

    public AskedSubnet(Subnets subnets) {
        this.subnets = subnets;
    }

    /**
     * The netuid asked for, or the primary one when none is.
     *
     * @throws ResponseStatusException 404 when the subnet is not rated here
     */
    public int netuid(@Nullable Integer asked) {
        if (asked == null) {
            return subnets.primary().netuid();
        }
        return subnets.find(asked)
                .map(HParams::netuid)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "subnet " + asked + " is not rated here, known: " + known()));
    }

    private String known() {
        return subnets.all().stream()
                .map(hparams -> Integer.toString(hparams.netuid()))
                .collect(Collectors.joining(", "));
    }
}
