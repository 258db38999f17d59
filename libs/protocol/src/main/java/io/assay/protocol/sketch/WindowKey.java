package io.assay.protocol.sketch;

import io.assay.protocol.Draw;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A validator's secret of one window. With it the closing block's hash decides which chunks are compared: nobody knows
 * them while uploads are possible, or a copy would be changed in just those. Its digest is told when the window opens, it
 * itself when it closes, so that everyone can repeat the draw and the validator could not choose it.
 */
public final class WindowKey {
    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    private WindowKey(byte[] key) {
        this.key = key;
    }

    /** The key of a window: HMAC-SHA-256 of its name under the validator's secret. */
    public static WindowKey of(byte[] secret, int netuid, long window) {
        return new WindowKey(hmac(secret, "assay/sketch/" + netuid + "/" + window));
    }

    /** A key that was revealed. */
    public static WindowKey revealed(String hex) {
        return new WindowKey(HexFormat.of().parseHex(hex));
    }

    /** SHA-256 of the key, hexadecimal: what is told before. */
    public String commitment() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key, hexadecimal: only once the window is closed. */
    public String reveal() {
        return HexFormat.of().formatHex(key);
    }

    /** What decides the chunks. */
    public Draw draw(String closingBlockHash) {
        return Draw.of("sketch", HexFormat.of().formatHex(hmac(key, closingBlockHash)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "WindowKey[" + commitment() + "]";
    }
}
