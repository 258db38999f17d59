package io.assay.chain;

import io.assay.chain.key.Signatures;
import java.util.Objects;

/**
 * An extrinsic with its signature.
 *
 * @param signature sr25519 over {@link Extrinsic#canonicalBytes}: {@code 0x} and 128 hexadecimal digits
 */
public record SignedExtrinsic(Extrinsic extrinsic, String signature) {
    public SignedExtrinsic {
        Objects.requireNonNull(extrinsic, "extrinsic");
        Hex.require("signature", signature, 64);
    }

    /** Whether the signature is the signer's and of this very extrinsic. */
    public boolean verifies() {
        return Signatures.verify(extrinsic.signer(), extrinsic.canonicalBytes(), Hex.bytes(signature));
    }
}
