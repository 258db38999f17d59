package io.assay.chain.embedded;

import io.assay.protocol.Checks;
import java.time.Duration;
import java.time.Instant;

/**
 * The rhythm of a chain's own beacon. Its key comes from the chain's secret seed.
 *
 * @param genesis when round 1 is out, whole seconds; not before 1970 and not after 2106
 * @param period time between two rounds, whole seconds, 1 to 3,600; an epoch that is shorter than a few of them may name a
 *     round that is out already
 */
public record BeaconSpec(Instant genesis, Duration period) {
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    public BeaconSpec {
        requireWholeSeconds("genesis", Duration.between(Instant.EPOCH, genesis));
        requireWholeSeconds("period", period);
        Checks.within("beacon's genesis in seconds since 1970", (double) genesis.getEpochSecond(), 0, MAX_SECONDS);
        Checks.within("beacon's period in seconds", (double) period.toSeconds(), 1, 3600);
    }

    /** A round every second since 1970, so that rounds are out whatever the chain's clock says. */
    public static BeaconSpec standard() {
        return new BeaconSpec(Instant.EPOCH, Duration.ofSeconds(1));
    }

    /** As the chain's storage has them. */
    private static void requireWholeSeconds(String what, Duration time) {
        if (!time.equals(Duration.ofSeconds(time.toSeconds()))) {
            throw new IllegalArgumentException("the beacon's " + what + " is not in whole seconds");
        }
    }
}
