package io.assay.chain.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A Merlin transcript (merlin.cool): everything a proof depends on, labelled, in order. */
final class Transcript {
    private final Strobe strobe;

    Transcript(String label) {
        strobe = new Strobe("Merlin v1.0");
        append("dom-sep", ascii(label));
    }

    Transcript append(String label, byte[] message) {
        frame(strobe, label, message.length);
        strobe.data(message);
        return this;
    }

    Transcript append(String label, String message) {
        return append(label, ascii(message));
    }

    /** Bytes that depend on all that was appended. */
    byte[] challenge(String label, int length) {
        frame(strobe, label, length);
        return strobe.output(length);
    }

    /** Secret bytes that depend on the transcript, a secret and fresh randomness; the transcript stays as it is. */
    byte[] witness(String label, byte[] secret, byte[] randomness, int length) {
        var branch = new Strobe(strobe);
        frame(branch, label, secret.length);
        branch.key(secret);
        branch.meta(ascii("rng"));
        branch.key(randomness);
        branch.meta(littleEndian(length));
        return branch.output(length);
    }

    private static void frame(Strobe strobe, String label, int length) {
        strobe.meta(ascii(label));
        strobe.metaMore(littleEndian(length));
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
