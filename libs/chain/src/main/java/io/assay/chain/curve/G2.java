package io.assay.chain.curve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

/** A point of BLS12-381's group over the quadratic extension, of prime order and not the identity. Immutable. */
public final class G2 {
    /** Bytes of a compressed point. */
    public static final int BYTES = 96;

    private static final String NAME = "G2";

    private final P2_Affine point;

    private G2(P2_Affine point) {
        this.point = point;
    }

    /** The generator that the curve's definition fixes. */
    public static G2 generator() {
        NativeLibrary.load();
        return new G2(P2_Affine.generator());
    }

    /**
     * Reads a stranger's point.
     *
     * @param compressed {@value #BYTES} bytes, big-endian x (imaginary part first) with three flag bits, as Zcash and
     *     blst write it
     * @throws IllegalArgumentException if it is not on the curve, not in the group of prime order, or the identity
     */
    public static G2 decode(byte[] compressed) {
        var point = Encodings.decode(NAME, compressed, BYTES, P2_Affine::new);
        Encodings.require(NAME, !point.is_inf(), "is the identity");
        Encodings.require(NAME, point.in_group(), "is not in the group of prime order");
        return new G2(point);
    }

    /** The point so many times; blst's time does not depend on the scalar. */
    public G2 multiply(Scalar scalar) {
        return new G2(new P2(point).mult(scalar.value()).to_affine());
    }

    /** The point compressed, {@value #BYTES} bytes. */
    public byte[] encode() {
        return point.compress();
    }

    P2_Affine point() {
        return point;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G2 that && point.is_equal(that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
