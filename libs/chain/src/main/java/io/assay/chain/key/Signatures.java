package io.assay.chain.key;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.Scalar;
import java.util.Arrays;

/** Sr25519 signatures (schnorrkel 0.1 and later) in Substrate's signing context. */
public final class Signatures {
    /** Bytes of a signature. */
    public static final int LENGTH = 64;

    static final byte MARK = (byte) 0x80;

    private Signatures() {}

    /**
     * Whether a signature is the address's and of this message. Never throws for a bad signature.
     *
     * @throws IllegalArgumentException if the address is not SS58
     */
    public static boolean verify(String address, byte[] message, byte[] signature) {
        return verify(Ss58.decode(address), message, signature);
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != LENGTH || (signature[63] & MARK) == 0) {
            return false;
        }
        var commitment = Arrays.copyOf(signature, 32);
        var k = challenge(transcript(message, publicKey), commitment);
        try {
            return Arrays.equals(expectedCommitment(publicKey, k, response(signature)), commitment);
        } catch (InvalidEncodingException | IllegalArgumentException e) {
            return false;
        }
    }

    /** sG - kA: the R that the signature's s must have been made from. */
    private static byte[] expectedCommitment(byte[] publicKey, Scalar k, Scalar s) throws InvalidEncodingException {
        var key = new CompressedRistretto(publicKey).decompress();
        return Constants.RISTRETTO_GENERATOR_TABLE
                .multiply(s)
                .subtract(key.multiply(k))
                .compress()
                .toByteArray();
    }

    /** Throws IllegalArgumentException for a scalar not below the group's order. */
    private static Scalar response(byte[] signature) {
        var s = Arrays.copyOfRange(signature, 32, LENGTH);
        s[31] &= (byte) ~MARK;
        return Scalar.fromCanonicalBytes(s);
    }

    static Transcript transcript(byte[] message, byte[] publicKey) {
        return new Transcript("SigningContext")
                .append("", "substrate")
                .append("sign-bytes", message)
                .append("proto-name", "Schnorr-sig")
                .append("sign:pk", publicKey);
    }

    static Scalar challenge(Transcript transcript, byte[] commitment) {
        return Scalar.fromBytesModOrderWide(
                transcript.append("sign:R", commitment).challenge("sign:c", 64));
    }
}
