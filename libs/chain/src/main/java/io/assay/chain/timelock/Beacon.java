package io.assay.chain.timelock;

import io.assay.chain.curve.G1;
import io.assay.chain.curve.G2;
import io.assay.chain.curve.Gt;
import io.assay.protocol.Checks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A drand beacon of the scheme {@code bls-unchained-g1-rfc9380}: at every round it publishes its signature of the
 * round's number, a point of G1 that nobody can know earlier.
 *
 * @param publicKey what all of its signatures are checked with
 * @param genesis when round 1 is published
 * @param period time between two rounds, at least 1 ms
 */
public record Beacon(G2 publicKey, Instant genesis, Duration period) {
    private static final String DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
    private static final String QUICKNET_KEY = "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
            + "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
            + "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";
    private static final Instant QUICKNET_GENESIS = Instant.ofEpochSecond(1_692_803_367);

    public Beacon {
        Checks.positive("period in ms", period.toMillis());
    }

    /** The League of Entropy's quicknet, chain hash 52db9ba7…4e971, which Bittensor's chain follows. */
    public static Beacon quicknet() {
        return new Beacon(G2.decode(HexFormat.of().parseHex(QUICKNET_KEY)), QUICKNET_GENESIS, Duration.ofSeconds(3));
    }

    /** The newest round that is out at a time; 0 before {@link #genesis}. */
    public long roundAt(Instant time) {
        return time.isBefore(genesis) ? 0 : Duration.between(genesis, time).dividedBy(period) + 1;
    }

    /**
     * Whether a signature is this beacon's of a round. Never throws for a bad signature.
     *
     * @param round 1 or more
     * @param signature 48 bytes, a compressed point of G1
     */
    public boolean isSignature(long round, byte[] signature) {
        try {
            return Gt.pairing(G1.decode(signature), G2.generator()).equals(Gt.pairing(identity(round), publicKey));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The random bytes of a round, by its signature: 32 bytes, as drand derives them. */
    public static byte[] randomness(byte[] signature) {
        return Sha256.of(signature);
    }

    /** What the beacon signs at a round: the hash to G1 of SHA-256 over the number, eight bytes big-endian. */
    static G1 identity(long round) {
        Checks.positive("round", round);
        var number = ByteBuffer.allocate(Long.BYTES).putLong(round).array();
        return G1.hash(Sha256.of(number), DOMAIN);
    }
}
