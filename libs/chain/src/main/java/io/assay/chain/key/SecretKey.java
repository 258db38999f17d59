package io.assay.chain.key;

import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.Scalar;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A schnorrkel secret key: a scalar of the ristretto255 group and the seed of its nonces. */
final class SecretKey {
    static final int SEED_BYTES = 32;

    /** Bytes of a whole key: the scalar, little-endian, and the seed of its nonces. */
    static final int BYTES = 64;

    private final byte[] scalar;
    private final byte[] nonceSeed;
    private final byte[] publicKey;

    private SecretKey(byte[] scalar, byte[] nonceSeed) {
        this.scalar = scalar;
        this.nonceSeed = nonceSeed;
        this.publicKey = multiplyGenerator(Scalar.fromBits(scalar));
    }

    /** Expands a mini-secret as Ed25519 does (schnorrkel's ExpansionMode::Ed25519). */
    static SecretKey expand(byte[] seed) {
        var hash = sha512(seed);
        var scalar = Arrays.copyOf(hash, 32);
        scalar[0] &= (byte) 0xf8;
        scalar[31] &= 0x3f;
        scalar[31] |= 0x40;
        divideByCofactor(scalar);
        var key = new SecretKey(scalar, Arrays.copyOfRange(hash, 32, BYTES));
        Arrays.fill(hash, (byte) 0);
        return key;
    }

    /**
     * The key of its {@link #bytes} (schnorrkel's SecretKey::from_bytes).
     *
     * @throws IllegalArgumentException if the scalar is not below the group's order
     */
    static SecretKey of(byte[] bytes) {
        var scalar = Scalar.fromCanonicalBytes(Arrays.copyOf(bytes, 32)).toByteArray();
        return new SecretKey(scalar, Arrays.copyOfRange(bytes, 32, BYTES));
    }

    /** All of the key, {@value #BYTES} bytes (schnorrkel's SecretKey::to_bytes); a secret. */
    byte[] bytes() {
        var bytes = Arrays.copyOf(scalar, BYTES);
        System.arraycopy(nonceSeed, 0, bytes, 32, 32);
        return bytes;
    }

    /** The child at a junction. */
    SecretKey derive(Junction junction) {
        return junction.hard() ? hard(junction.chainCode()) : soft(junction.chainCode());
    }

    /** Schnorrkel's hard_derive_mini_secret_key. */
    private SecretKey hard(byte[] chainCode) {
        var seed = junction(chainCode).append("secret-key", scalar).challenge("HDKD-hard", SEED_BYTES);
        return expand(seed);
    }

    /**
     * Schnorrkel's derived_key_simple, but for the seed of nonces: there it is random, here it follows from the parent's, so
     * that the same URI is the same key.
     */
    private SecretKey soft(byte[] chainCode) {
        var transcript = junction(chainCode).append("public-key", publicKey);
        var step = Scalar.fromBytesModOrderWide(transcript.challenge("HDKD-scalar", 64));
        var child = Scalar.fromBytesModOrder(scalar).add(step).toByteArray();
        return new SecretKey(child, transcript.witness("HDKD-nonce", nonceSeed, new byte[32], 32));
    }

    private static Transcript junction(byte[] chainCode) {
        return new Transcript("SchnorrRistrettoHDKD")
                .append("sign-bytes", new byte[0])
                .append("chain-code", chainCode);
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    /** A signature R, s with the commitment R = rG and s = kx + r; 64 bytes, the highest bit set as schnorrkel's mark. */
    byte[] sign(byte[] message, RandomGenerator random) {
        var transcript = Signatures.transcript(message, publicKey);
        var r = Scalar.fromBytesModOrderWide(transcript.witness("signing", nonceSeed, entropy(random), 64));
        var commitment = multiplyGenerator(r);
        var k = Signatures.challenge(transcript, commitment);
        var s = k.multiplyAndAdd(Scalar.fromBytesModOrder(scalar), r).toByteArray();
        var signature = Arrays.copyOf(commitment, Signatures.LENGTH);
        System.arraycopy(s, 0, signature, 32, 32);
        signature[63] |= Signatures.MARK;
        return signature;
    }

    private static byte[] entropy(RandomGenerator random) {
        var out = new byte[32];
        random.nextBytes(out);
        return out;
    }

    private static byte[] multiplyGenerator(Scalar scalar) {
        return Constants.RISTRETTO_GENERATOR_TABLE.multiply(scalar).compress().toByteArray();
    }

    /** Shifts a little-endian number right by three bits: schnorrkel keeps Ed25519's scalars divided by 8. */
    private static void divideByCofactor(byte[] scalar) {
        var low = 0;
        for (var i = scalar.length - 1; i >= 0; i--) {
            var b = scalar[i] & 0xff;
            scalar[i] = (byte) (b >>> 3 | low << 5);
            low = b & 7;
        }
    }

    private static byte[] sha512(byte[] seed) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(seed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
