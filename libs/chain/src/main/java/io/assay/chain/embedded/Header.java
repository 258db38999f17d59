package io.assay.chain.embedded;

import io.assay.chain.Hex;
import io.assay.chain.key.Blake2b;
import io.assay.protocol.Checks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A block's header, whose hash is the block's: Substrate's {@code (parent_hash, compact number, state_root,
 * extrinsics_root, digest)} in SCALE. The roots are this chain's own: plain blake2b-256 over all that there is.
 *
 * @param parentHash of the block before; zeros at block 0
 * @param stateRoot over the state after the block and the events in it
 * @param extrinsicsRoot over timestamp, pulses and signed extrinsics
 * @param seal known to nobody before the block is made, so that the hash is not; the one item of the digest
 */
public record Header(String parentHash, long number, String stateRoot, String extrinsicsRoot, String seal) {
    static final String NO_PARENT = Hex.of(new byte[32]);

    private static final byte[] ENGINE = "assy".getBytes(StandardCharsets.US_ASCII);
    /** {@code DigestItem::Seal}. */
    private static final int SEAL = 5;

    public Header {
        Hex.require("parentHash", parentHash, 32);
        Checks.within("number", number, 0, (1L << 32) - 1);
        Hex.require("stateRoot", stateRoot, 32);
        Hex.require("extrinsicsRoot", extrinsicsRoot, 32);
        Hex.require("seal", seal, 32);
    }

    /** The header in SCALE. */
    public byte[] encode() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Hex.bytes(parentHash));
        compact(out, number);
        out.writeBytes(Hex.bytes(stateRoot));
        out.writeBytes(Hex.bytes(extrinsicsRoot));
        compact(out, 1);
        out.writeBytes(item());
        return out.toByteArray();
    }

    /** The one item of the digest in SCALE, {@code 0x} and hexadecimal digits. */
    public String digestItem() {
        return Hex.of(item());
    }

    private byte[] item() {
        var out = new ByteArrayOutputStream();
        out.write(SEAL);
        out.writeBytes(ENGINE);
        var bytes = Hex.bytes(seal);
        compact(out, bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** {@code 0x} and the blake2b-256 of {@link #encode}. */
    public String hash() {
        return Hex.of(Blake2b.hash256(encode()));
    }

    /** The two lowest bits tell the width: one, two or four bytes, or a byte for the width and four more. */
    private static void compact(ByteArrayOutputStream out, long value) {
        if (value < 1 << 6) {
            number(out, value << 2, 1);
        } else if (value < 1 << 14) {
            number(out, value << 2 | 1, 2);
        } else if (value < 1 << 30) {
            number(out, value << 2 | 2, 4);
        } else {
            number(out, 3, 1);
            number(out, value, 4);
        }
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (var i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
