package io.assay.chain.timelock;

import io.assay.chain.curve.G1;
import io.assay.chain.curve.G2;
import io.assay.chain.timelock.TimelockException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that nobody can read before a round of a {@link Beacon}: what {@code commit_timelocked_weights(netuid, commit,
 * reveal_round, 4)} takes, and what the chain itself opens when it has that round's signature.
 *
 * <p>A fresh AES key encrypts the payload and is itself encrypted to the round ({@link SealedKey}). The layout is
 * {@code TLECiphertext<TinyBLS381>} of ideal-lab5's {@code tle}, compressed by ark-serialize, as subtensor's
 * {@code reveal_crv3_commits} reads it: U (96 bytes); V and W (vectors of 32); the body, a vector that holds the vectors
 * of AES ciphertext and nonce (12); the vector of the cipher suite's name. A vector is its length, 8 bytes little-endian,
 * and its bytes; a commit is {@value #OVERHEAD_BYTES} bytes longer than its payload.
 */
public final class TimelockedCommit {
    /** The chain's {@code commit_reveal_version} of this form. */
    public static final int VERSION = 4;

    /** The chain's {@code MAX_CRV3_COMMIT_SIZE_BYTES}. */
    public static final int MAX_BYTES = 5_000;

    private static final int OVERHEAD_BYTES = 244;
    private static final byte[] CIPHER_SUITE = "AES_GCM_".getBytes(StandardCharsets.US_ASCII);

    private final SealedKey key;
    private final SealedPayload payload;

    private TimelockedCommit(SealedKey key, SealedPayload payload) {
        this.key = key;
        this.payload = payload;
    }

    /**
     * Encrypts a payload to a round.
     *
     * @param payload at most 4,756 bytes: {@link WeightsPayload#encode()}
     * @param round 1 or more
     * @param random where key and nonce come from: whoever can guess it reads the payload at once
     * @throws IllegalArgumentException if the payload is longer
     */
    public static TimelockedCommit encrypt(byte[] payload, Beacon beacon, long round, SecureRandom random) {
        if (payload.length > MAX_BYTES - OVERHEAD_BYTES) {
            throw new IllegalArgumentException("a payload has " + payload.length + " bytes, allowed: at most "
                    + (MAX_BYTES - OVERHEAD_BYTES) + "; name fewer uids");
        }
        var key = draw(SealedKey.KEY_BYTES, random);
        var sigma = draw(SealedKey.KEY_BYTES, random);
        return new TimelockedCommit(
                SealedKey.seal(key, sigma, Beacon.identity(round), beacon.publicKey()),
                SealedPayload.seal(payload, key, draw(SealedPayload.NONCE_BYTES, random)));
    }

    /**
     * Reads a commit, as {@link #encode()} and every other client writes it.
     *
     * @throws TimelockException with the reason {@code TOO_LONG}, {@code MALFORMED} or {@code NOT_A_POINT}
     */
    public static TimelockedCommit parse(byte[] bytes) throws TimelockException {
        if (bytes.length > MAX_BYTES) {
            throw new TimelockException(
                    Reason.TOO_LONG, "a commit has " + bytes.length + " bytes, allowed: at most " + MAX_BYTES);
        }
        var in = new ArkReader(bytes);
        var u = point("U", in.array("U", G2.BYTES), G2::decode);
        var key = new SealedKey(u, in.vector("V", SealedKey.KEY_BYTES), in.vector("W", SealedKey.KEY_BYTES));
        var payload = payload(in.vector("body"));
        requireSuite(in.vector("cipher suite"));
        in.end("cipher suite");
        return new TimelockedCommit(key, payload);
    }

    /**
     * The payload.
     *
     * @param signature the beacon's of the commit's round, 48 bytes
     * @throws TimelockException with the reason {@code NOT_A_POINT}, {@code WRONG_SIGNATURE} or {@code ALTERED_BODY}
     */
    public byte[] decrypt(byte[] signature) throws TimelockException {
        return payload.open(key.open(point("signature", signature, G1::decode)));
    }

    /** The commit's bytes, at most {@value #MAX_BYTES}. */
    public byte[] encode() {
        var body = new ArkWriter().vector(payload.ciphertext()).vector(payload.nonce());
        return new ArkWriter()
                .array(key.u().encode())
                .vector(key.v())
                .vector(key.w())
                .vector(body.bytes())
                .vector(CIPHER_SUITE)
                .bytes();
    }

    private static SealedPayload payload(byte[] body) throws TimelockException {
        var in = new ArkReader(body);
        var payload = new SealedPayload(in.vector("ciphertext"), in.vector("nonce", SealedPayload.NONCE_BYTES));
        in.end("nonce");
        return payload;
    }

    private static void requireSuite(byte[] suite) throws TimelockException {
        if (!Arrays.equals(suite, CIPHER_SUITE)) {
            throw new TimelockException(Reason.MALFORMED, "the commit's cipher suite is not AES_GCM_");
        }
    }

    private static <P> P point(String field, byte[] bytes, Function<byte[], P> decoder) throws TimelockException {
        try {
            return decoder.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new TimelockException(Reason.NOT_A_POINT, field + ": " + e.getMessage(), e);
        }
    }

    private static byte[] draw(int length, SecureRandom random) {
        var out = new byte[length];
        random.nextBytes(out);
        return out;
    }
}
