package io.assay.chain.key;

import java.nio.charset.StandardCharsets;

/**
 * The part of STROBE-128 (strobe.sourceforge.io, version 1.0.2) that Merlin uses: associated data, its meta form,
 * key and pseudo-random output.
 */
final class Strobe {
    /** Bytes of the state that data may touch between two permutations: 200 - 2·128/8 - 2. */
    private static final int RATE = 166;

    private static final int INBOUND = 1;
    private static final int APPLICATION = 1 << 1;
    private static final int CIPHER = 1 << 2;
    private static final int META = 1 << 4;
    private static final int KEYED = 1 << 5;

    private final byte[] state;
    private int position;
    private int operationBegin;

    Strobe(String protocol) {
        state = new byte[Keccak.STATE_BYTES];
        System.arraycopy(new byte[] {1, (byte) (RATE + 2), 1, 0, 1, 96}, 0, state, 0, 6);
        System.arraycopy("STROBEv1.0.2".getBytes(StandardCharsets.US_ASCII), 0, state, 6, 12);
        Keccak.permute(state);
        meta(protocol.getBytes(StandardCharsets.US_ASCII));
    }

    /** A copy that goes its own way. */
    Strobe(Strobe other) {
        state = other.state.clone();
        position = other.position;
        operationBegin = other.operationBegin;
    }

    /** META-AD: frames the operation that follows. */
    void meta(byte[] data) {
        begin(META | APPLICATION);
        absorb(data);
    }

    /** META-AD continued: as if {@code data} had been part of the last {@link #meta}. */
    void metaMore(byte[] data) {
        absorb(data);
    }

    /** AD: absorbs data that both sides know. */
    void data(byte[] data) {
        begin(APPLICATION);
        absorb(data);
    }

    /** KEY: overwrites state by a secret, so that what was before cannot be computed back. */
    void key(byte[] secret) {
        begin(APPLICATION | CIPHER);
        for (var b : secret) {
            state[position] = b;
            advance();
        }
    }

    /** PRF: squeezes {@code length} bytes. */
    byte[] output(int length) {
        begin(INBOUND | APPLICATION | CIPHER);
        var out = new byte[length];
        for (var i = 0; i < length; i++) {
            out[i] = state[position];
            state[position] = 0;
            advance();
        }
        return out;
    }

    private void begin(int flags) {
        var previousBegin = operationBegin;
        operationBegin = position + 1;
        absorb(new byte[] {(byte) previousBegin, (byte) flags});
        if ((flags & (CIPHER | KEYED)) != 0 && position != 0) {
            permute();
        }
    }

    private void absorb(byte[] data) {
        for (var b : data) {
            state[position] ^= b;
            advance();
        }
    }

    private void advance() {
        position++;
        if (position == RATE) {
            permute();
        }
    }

    private void permute() {
        state[position] ^= (byte) operationBegin;
        state[position + 1] ^= 0x04;
        state[RATE + 1] ^= (byte) 0x80;
        Keccak.permute(state);
        position = 0;
        operationBegin = 0;
    }
}
