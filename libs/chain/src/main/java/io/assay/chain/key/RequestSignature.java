package io.assay.chain.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A hotkey's signature of an HTTP request, as three headers carry it: {@code Assay-Hotkey}, {@code Assay-Timestamp} and
 * {@code Assay-Signature}. Signed are the UTF-8 bytes of four lines, joined by single line feeds and without one at the
 * end:
 *
 * <pre>{@code
 * METHOD        in capitals
 * PATH          as in the request line, without a query
 * DIGEST        SHA-256 of the body's bytes, 64 lower-case hexadecimal digits
 * TIMESTAMP     as in its header
 * }</pre>
 *
 * The signature is sr25519 in Substrate's signing context {@code substrate}, over these bytes as they are: what
 * {@code keypair.sign} of Bittensor's wallet makes of them. Wrapped in {@code <Bytes>}, as browser extensions sign, they are
 * other bytes and the signature is not accepted. A query is not signed, so nothing may depend on one.
 *
 * @param hotkey SS58 address with prefix 42 of the signer
 * @param timestampMillis when it was signed, Unix time in milliseconds, 0 to 10^15 - 1
 * @param hex the signature's 64 bytes in hexadecimal digits
 */
public record RequestSignature(String hotkey, long timestampMillis, String hex) {
    /** Header of the signer's address. */
    public static final String HOTKEY_HEADER = "Assay-Hotkey";

    /** Header of the time. */
    public static final String TIMESTAMP_HEADER = "Assay-Timestamp";

    /** Header of the signature. */
    public static final String SIGNATURE_HEADER = "Assay-Signature";

    private static final Pattern ADDRESS = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{46,48}");
    private static final Pattern MILLIS = Pattern.compile("0|[1-9][0-9]{0,14}");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{128}");

    /**
     * Checks all but whether the signature is right.
     *
     * @throws IllegalArgumentException naming the header and what is allowed; of the values it repeats an address at most
     */
    public RequestSignature {
        require(HOTKEY_HEADER, ADDRESS, hotkey, "an SS58 address");
        require(TIMESTAMP_HEADER, MILLIS, Long.toString(timestampMillis), "Unix time in milliseconds");
        require(SIGNATURE_HEADER, DIGITS, hex, "128 hexadecimal digits");
        requireChecksum(hotkey);
    }

    /**
     * Signs a request.
     *
     * @param at the signer's time, of which the milliseconds are kept
     * @param path as in the request line, without a query
     * @param body empty if there is none
     */
    public static RequestSignature sign(Hotkey hotkey, Instant at, String method, String path, byte[] body) {
        var millis = at.toEpochMilli();
        var signature = hotkey.sign(message(method, path, body, millis));
        return new RequestSignature(hotkey.address(), millis, HexFormat.of().formatHex(signature));
    }

    /**
     * Reads the values of the headers.
     *
     * @throws IllegalArgumentException naming the header and what is allowed; of the values it repeats an address at most
     */
    public static RequestSignature parse(String hotkey, String timestamp, String signature) {
        require(TIMESTAMP_HEADER, MILLIS, timestamp, "Unix time in milliseconds");
        return new RequestSignature(hotkey, Long.parseLong(timestamp), signature);
    }

    /** Whether the hotkey has signed this request at this time. Costs two multiplications on the curve. */
    public boolean verify(String method, String path, byte[] body) {
        return Signatures.verify(
                hotkey,
                message(method, path, body, timestampMillis),
                HexFormat.of().parseHex(hex));
    }

    /** When it was signed. */
    public Instant signedAt() {
        return Instant.ofEpochMilli(timestampMillis);
    }

    /** The headers that a request carries it in, name to value. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(HOTKEY_HEADER, hotkey);
        headers.put(TIMESTAMP_HEADER, Long.toString(timestampMillis));
        headers.put(SIGNATURE_HEADER, hex);
        return headers;
    }

    private static byte[] message(String method, String path, byte[] body, long millis) {
        return String.join("\n", method, path, HexFormat.of().formatHex(sha256(body)), Long.toString(millis))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void require(String header, Pattern form, String value, String allowed) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(header + " is malformed, allowed: " + allowed);
        }
    }

    private static void requireChecksum(String hotkey) {
        try {
            Ss58.decode(hotkey);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(HOTKEY_HEADER + ": " + e.getMessage(), e);
        }
    }

    /** Without the signature. */
    @Override
    public String toString() {
        return "RequestSignature[hotkey=" + hotkey + ", timestampMillis=" + timestampMillis + "]";
    }
}
