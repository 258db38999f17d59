package io.assay.chain.extrinsic;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of signature that a chain takes, of {@code sp_runtime::MultiSignature}. */
public enum SignatureScheme {
    /** EdDSA over edwards25519. */
    ED25519(0, 64),
    /** Schnorr over ristretto255: what hotkeys sign with. */
    SR25519(1, 64),
    /** ECDSA over secp256k1 of a blake2b-256 hash. */
    ECDSA(2, 65);

    private final int index;
    private final int length;

    SignatureScheme(int index, int length) {
        this.index = index;
        this.length = length;
    }

    static Optional<SignatureScheme> byIndex(int index) {
        return Stream.of(values()).filter(scheme -> scheme.index == index).findFirst();
    }

    int index() {
        return index;
    }

    /** Bytes of a signature. */
    public int length() {
        return length;
    }
}
