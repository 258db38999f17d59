package io.assay.chain.timelock;

import io.assay.chain.curve.G2;
import io.assay.chain.curve.Scalar;
import java.time.Duration;
import java.time.Instant;

/** The secret of a {@link Beacon}: what a chain needs that has a beacon of its own. It shows nothing of itself. */
public final class BeaconKey {
    private final Scalar secret;

    private BeaconKey(Scalar secret) {
        this.secret = secret;
    }

    /**
     * The key of a secret.
     *
     * @param secret 32 bytes, not zero modulo the order of the groups
     */
    public static BeaconKey of(byte[] secret) {
        return new BeaconKey(Scalar.reduce(secret));
    }

    /** The beacon whose signatures are this key's. */
    public Beacon beacon(Instant genesis, Duration period) {
        return new Beacon(G2.generator().multiply(secret), genesis, period);
    }

    /**
     * What the beacon publishes at a round.
     *
     * @param round 1 or more
     * @return 48 bytes, a compressed point of G1
     */
    public byte[] sign(long round) {
        return Beacon.identity(round).multiply(secret).encode();
    }
}
