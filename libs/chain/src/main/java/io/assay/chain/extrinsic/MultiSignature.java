package io.assay.chain.extrinsic;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.ScaleValue.Bytes;

/**
 * A signature and its kind.
 *
 * @param bytes as many as the scheme's signatures have
 */
public record MultiSignature(SignatureScheme scheme, Bytes bytes) {
    /** Refuses another number of bytes with {@link IllegalArgumentException}. */
    public MultiSignature {
        var length = bytes.value().length;
        if (length != scheme.length()) {
            throw new IllegalArgumentException(
                    "a signature by " + scheme + " has " + length + " bytes, allowed: " + scheme.length());
        }
    }

    static MultiSignature read(ScaleReader in) {
        var start = in.offset();
        var index = in.u8();
        var scheme = SignatureScheme.byIndex(index)
                .orElseThrow(() ->
                        new MalformedScaleException(start, "a signature's scheme, 0 to 2", Integer.toString(index)));
        return new MultiSignature(scheme, ScaleValue.of(in.fixed(scheme.length())));
    }

    void write(ScaleWriter out) {
        out.u8(scheme.index()).fixed(bytes.value());
    }
}
