package io.assay.protocol.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Canonical text on its way into SHA-256, in UTF-8. */
final class CanonicalDigest {
    private static final int SIZE = 1 << 14;

    private final MessageDigest digest = CanonicalJson.digest();
    private final byte[] buffer = new byte[SIZE];
    private int used;

    void put(char ascii) {
        reserve(1);
        buffer[used++] = (byte) ascii;
    }

    void bytes(byte[] bytes) {
        if (bytes.length > SIZE) {
            flush();
            digest.update(bytes);
            return;
        }
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    /** Characters of one byte each, at most as many as fit here. */
    @SuppressWarnings("deprecation") // of what getBytes does to other characters; these it copies as they are
    void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), buffer, used);
        used += text.length();
    }

    /** Any text that is JSON already. */
    void json(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text, put in quotes. */
    void quoted(String text) {
        if (text.length() < SIZE - 2 && isPlain(text)) {
            put('"');
            ascii(text);
            put('"');
        } else {
            json(CanonicalJson.string(text));
        }
    }

    /** Whether nothing in it is escaped or takes more than one byte. */
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    String sha256() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void reserve(int bytes) {
        if (used + bytes > SIZE) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer, 0, used);
        used = 0;
    }
}
