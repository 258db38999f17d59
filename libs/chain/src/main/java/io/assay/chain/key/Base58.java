package io.assay.chain.key;

import java.math.BigInteger;

/** Base 58 with Bitcoin's alphabet: a big-endian number, a leading zero byte is a leading {@code 1}. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    private Base58() {}

    static String encode(byte[] bytes) {
        var out = new StringBuilder();
        for (var rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BASE)) {
            out.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
        }
        for (var i = 0; i < bytes.length && bytes[i] == 0; i++) {
            out.append('1');
        }
        return out.reverse().toString();
    }

    /** Throws IllegalArgumentException at the first character that is not of the alphabet. */
    static byte[] decode(String text) {
        var number = BigInteger.ZERO;
        for (var i = 0; i < text.length(); i++) {
            number = number.multiply(BASE).add(BigInteger.valueOf(digit(text, i)));
        }
        var zeros = text.length() - text.replaceFirst("^1+", "").length();
        var magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
        var sign = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        var out = new byte[zeros + magnitude.length - sign];
        System.arraycopy(magnitude, sign, out, zeros, magnitude.length - sign);
        return out;
    }

    private static int digit(String text, int index) {
        var digit = ALPHABET.indexOf(text.charAt(index));
        if (digit < 0) {
            throw new IllegalArgumentException("character " + index + " is not of the base 58 alphabet");
        }
        return digit;
    }
}
