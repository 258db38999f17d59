package io.assay.chain.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The path of a secret URI, hard as in {@code //Alice//stash} or soft as in {@code //Alice/0}, step by step. */
final class Junctions {
    private static final Pattern URI = Pattern.compile("(//?[^/]{1,60})+");
    private static final Pattern JUNCTION = Pattern.compile("(//?)([^/]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int CODE_BYTES = 32;

    private Junctions() {}

    static List<Junction> parse(String uri) {
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException("a development key's URI has " + uri.length()
                    + " characters, allowed: junctions of 1 to 60 characters, as //Alice, //miner//3 or //Alice/0");
        }
        return JUNCTION.matcher(uri).results().map(Junctions::junction).toList();
    }

    private static Junction junction(MatchResult match) {
        return new Junction(match.group(1).length() == 2, chainCode(match.group(2)));
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
