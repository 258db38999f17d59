package io.assay.chain.curve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import supranational.blst.PT;

/**
 * A pairing's value: an element of Fp12 = Fp6[w]/(w² − v), Fp6 = Fp2[v]/(v³ − u − 1), Fp2 = Fp[u]/(u² + 1).
 *
 * <p>The final exponent is 3·(p¹² − 1)/r, three times the smallest (eprint 2020/875): blst, arkworks, gnark and noble
 * agree in it, and whoever hashes a value depends on it.
 */
public final class Gt {
    /** Bytes of a value. */
    public static final int BYTES = 576;

    private static final int FIELD_BYTES = 48;

    private final PT value;

    private Gt(PT value) {
        this.value = value;
    }

    /** The optimal ate pairing e(p, q). */
    public static Gt pairing(G1 p, G2 q) {
        return new Gt(new PT(p.point(), q.point()).final_exp());
    }

    /**
     * The value as arkworks writes it: {@value #BYTES} bytes, twelve coefficients of Fp, each 48 bytes little-endian, by
     * rising power of w, then of v, then of u.
     */
    public byte[] encode() {
        var out = new byte[BYTES];
        var blst = value.to_bendian();
        for (var w = 0; w < 2; w++) {
            for (var v = 0; v < 3; v++) {
                for (var u = 0; u < 2; u++) {
                    reverse(blst, (v * 2 + w) * 2 + u, out, (w * 3 + v) * 2 + u);
                }
            }
        }
        return out;
    }

    private static void reverse(byte[] from, int fromIndex, byte[] to, int toIndex) {
        for (var i = 0; i < FIELD_BYTES; i++) {
            to[toIndex * FIELD_BYTES + i] = from[(fromIndex + 1) * FIELD_BYTES - 1 - i];
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gt that && value.is_equal(that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
