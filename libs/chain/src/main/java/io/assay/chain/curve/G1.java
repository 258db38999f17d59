package io.assay.chain.curve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/** A point of BLS12-381's group over the base field, of prime order and not the identity. Immutable. */
public final class G1 {
    /** Bytes of a compressed point. */
    public static final int BYTES = 48;

    private static final String NAME = "G1";

    private final P1_Affine point;

    private G1(P1_Affine point) {
        this.point = point;
    }

    /**
     * Hashes to the group: {@code BLS12381G1_XMD:SHA-256_SSWU_RO_} of RFC 9380.
     *
     * @param domain domain separation tag, ASCII, 1 to 255 characters
     */
    public static G1 hash(byte[] message, String domain) {
        if (domain.isEmpty() || domain.length() > 255) {
            throw new IllegalArgumentException("domain has " + domain.length() + " characters, allowed: 1 to 255");
        }
        NativeLibrary.load();
        return new G1(new P1().hash_to(message, domain).to_affine());
    }

    /**
     * Reads a stranger's point.
     *
     * @param compressed {@value #BYTES} bytes, big-endian x with three flag bits, as Zcash and blst write it
     * @throws IllegalArgumentException if it is not on the curve, not in the group of prime order, or the identity
     */
    public static G1 decode(byte[] compressed) {
        var point = Encodings.decode(NAME, compressed, BYTES, P1_Affine::new);
        Encodings.require(NAME, !point.is_inf(), "is the identity");
        Encodings.require(NAME, point.in_group(), "is not in the group of prime order");
        return new G1(point);
    }

    /** The point so many times; blst's time does not depend on the scalar. */
    public G1 multiply(Scalar scalar) {
        return new G1(new P1(point).mult(scalar.value()).to_affine());
    }

    /** The point compressed, {@value #BYTES} bytes. */
    public byte[] encode() {
        return point.compress();
    }

    P1_Affine point() {
        return point;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G1 that && point.is_equal(that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
