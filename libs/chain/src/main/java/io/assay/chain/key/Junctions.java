package io.assay.chain.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Hard junctions of a secret URI ({@code //Alice//stash}) as the chain codes that keys are derived by. */
final class Junctions {
    private static final Pattern URI = Pattern.compile("(//[^/]{1,60})+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int CODE_BYTES = 32;

    private Junctions() {}

    /** One code of 32 bytes for each junction. */
    static List<byte[]> chainCodes(String uri) {
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException("a development key's URI has " + uri.length()
                    + " characters, allowed: hard junctions of 1 to 60 characters, as //Alice or //miner//3");
        }
        return Arrays.stream(uri.substring(2).split("//", -1))
                .map(Junctions::chainCode)
                .toList();
    }

    private static byte[] chainCode(String junction) {
        var encoded = NUMBER.matcher(junction).matches() ? u64(junction) : text(junction);
        return encoded.length > CODE_BYTES ? Blake2b.hash256(encoded) : Arrays.copyOf(encoded, CODE_BYTES);
    }

    private static byte[] u64(String number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.parseLong(number))
                .array();
    }

    /** SCALE: compact length, then UTF-8. */
    private static byte[] text(String junction) {
        var bytes = junction.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 63) {
            throw new IllegalArgumentException("a junction has " + bytes.length + " bytes, allowed: at most 63");
        }
        var out = new byte[1 + bytes.length];
        out[0] = (byte) (bytes.length << 2);
        System.arraycopy(bytes, 0, out, 1, bytes.length);
        return out;
    }
}
