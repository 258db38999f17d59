package io.assay.chain.timelock;

import io.assay.chain.curve.G1;
import io.assay.chain.curve.G2;
import io.assay.chain.curve.Gt;
import io.assay.chain.curve.Scalar;
import io.assay.chain.timelock.TimelockException.Reason;
import java.util.Arrays;

/**
 * A 32-byte key encrypted to an identity: FullIdent of Boneh and Franklin, "Identity-Based Encryption from the Weil
 * Pairing" (2001), section 4.2, with the groups and hashes of ideal-lab5's {@code tle}. All hashes are SHA-256 without
 * a tag: H2 over {@link Gt#encode()}, H3 over sigma and key (big-endian, modulo the order), H4 over sigma.
 *
 * @param u r·P with r = H3(sigma, key)
 * @param v sigma ⊕ H2(e(Q, P_pub)^r)
 * @param w key ⊕ H4(sigma)
 */
record SealedKey(G2 u, byte[] v, byte[] w) {
    static final int KEY_BYTES = Sha256.BYTES;

    /** Encrypts a key; sigma is 32 random bytes, used once. */
    static SealedKey seal(byte[] key, byte[] sigma, G1 identity, G2 publicKey) {
        var r = r(sigma, key);
        var mask = Gt.pairing(identity, publicKey.multiply(r));
        return new SealedKey(G2.generator().multiply(r), xor(sigma, h2(mask)), xor(key, Sha256.of(sigma)));
    }

    /** The key, by the identity's signature; that it is the right one shows in u. */
    byte[] open(G1 signature) throws TimelockException {
        var sigma = xor(v, h2(Gt.pairing(signature, u)));
        var key = xor(w, Sha256.of(sigma));
        if (!G2.generator().multiply(r(sigma, key)).equals(u)) {
            throw new TimelockException(
                    Reason.WRONG_SIGNATURE,
                    "the signature does not open the commit: it is of another round or beacon, or the commit was changed");
        }
        return key;
    }

    private static Scalar r(byte[] sigma, byte[] key) {
        return Scalar.reduce(Sha256.of(sigma, key));
    }

    private static byte[] h2(Gt value) {
        return Sha256.of(value.encode());
    }

    private static byte[] xor(byte[] a, byte[] b) {
        var out = Arrays.copyOf(a, KEY_BYTES);
        for (var i = 0; i < KEY_BYTES; i++) {
            out[i] ^= b[i];
        }
        return out;
    }
}
