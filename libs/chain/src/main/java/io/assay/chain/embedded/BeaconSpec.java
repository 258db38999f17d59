package io.assay.chain.embedded;

import io.assay.protocol.Checks;
import java.time.Duration;
import java.time.Instant;

/**
 * The rhythm of a chain's own beacon. Its key comes from the chain's secret seed.
 *
 * @param genesis when round 1 is out, whole milliseconds; not before 1970
 * @param period time between two rounds, 1 ms to 1 h; not longer than from block to block, or a commit at the end of an
 *     epoch may name a round that is out already
 */
public record BeaconSpec(Instant genesis, Duration period) {
    public BeaconSpec {
        Checks.notNegative("beacon's genesis in ms since 1970", genesis.toEpochMilli());
        Checks.within("beacon's period in ms", period.toMillis(), 1, 3_600_000);
    }

    /** A round every quarter of a second since 1970, so that rounds are out whatever the chain's clock says. */
    public static BeaconSpec standard() {
        return new BeaconSpec(Instant.EPOCH, Duration.ofMillis(250));
    }
}
