package io.assay.chain.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * SS58 addresses of 32-byte accounts with prefix 42: base 58 of the prefix, the account and the first two bytes of
 * blake2b-512 over {@code SS58PRE}, prefix and account.
 */
public final class Ss58 {
    private static final byte PREFIX = 42;
    private static final int ACCOUNT_BYTES = 32;
    private static final int CHECKSUM_BYTES = 2;
    private static final int MAX_CHARACTERS = 48;
    private static final byte[] CONTEXT = "SS58PRE".getBytes(StandardCharsets.US_ASCII);

    private Ss58() {}

    /**
     * The address of an account.
     *
     * @param account public key, 32 bytes
     */
    public static String encode(byte[] account) {
        if (account.length != ACCOUNT_BYTES) {
            throw new IllegalArgumentException("an account has " + account.length + " bytes, allowed: 32");
        }
        var body = prefixed(account);
        var checksum = checksum(body);
        var out = Arrays.copyOf(body, body.length + CHECKSUM_BYTES);
        System.arraycopy(checksum, 0, out, body.length, CHECKSUM_BYTES);
        return Base58.encode(out);
    }

    /**
     * The account behind an address, 32 bytes.
     *
     * @throws IllegalArgumentException naming the address and what is wrong with it
     */
    public static byte[] decode(String address) {
        if (address.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "an address has " + address.length() + " characters, allowed: at most " + MAX_CHARACTERS);
        }
        var bytes = base58(address);
        var body = Arrays.copyOf(bytes, Math.max(bytes.length - CHECKSUM_BYTES, 0));
        require(body.length == 1 + ACCOUNT_BYTES, address, "holds " + bytes.length + " bytes, allowed: 35");
        require(body[0] == PREFIX, address, "has network prefix " + body[0] + ", allowed: " + PREFIX);
        var sum = Arrays.copyOfRange(bytes, body.length, bytes.length);
        require(Arrays.equals(sum, checksum(body)), address, "has a wrong checksum: it was mistyped or cut");
        return Arrays.copyOfRange(body, 1, body.length);
    }

    private static byte[] base58(String address) {
        try {
            return Base58.decode(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("address '" + address + "': " + e.getMessage(), e);
        }
    }

    private static byte[] prefixed(byte[] account) {
        var body = new byte[1 + ACCOUNT_BYTES];
        body[0] = PREFIX;
        System.arraycopy(account, 0, body, 1, ACCOUNT_BYTES);
        return body;
    }

    private static byte[] checksum(byte[] body) {
        return Arrays.copyOf(Blake2b.hash512(CONTEXT, body), CHECKSUM_BYTES);
    }

    private static void require(boolean holds, String address, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("address '" + address + "' " + fault);
        }
    }
}
