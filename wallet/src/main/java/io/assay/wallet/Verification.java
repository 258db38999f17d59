package io.assay.wallet;

import io.assay.chain.key.Signatures;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Verifies as Bittensor's {@code keypair.verify} does: of the message, or of it between the marks of a browser's wallet. */
final class Verification {
    private static final byte[] BEFORE = "<Bytes>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "</Bytes>".getBytes(StandardCharsets.US_ASCII);

    private Verification() {}

    static boolean holds(String address, byte[] message, byte[] signature) {
        return Signatures.verify(address, message, signature) || Signatures.verify(address, marked(message), signature);
    }

    private static byte[] marked(byte[] message) {
        var out = new ByteArrayOutputStream(BEFORE.length + message.length + AFTER.length);
        out.writeBytes(BEFORE);
        out.writeBytes(message);
        out.writeBytes(AFTER);
        return out.toByteArray();
    }
}
