package io.assay.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A stream of random numbers that anyone can repeat: SHA-256 in counter mode over a label. Labels that hold a closing
 * block's hash are unpredictable before that block and recomputable ever after.
 *
 * <p>The n-th block of 32 bytes is SHA-256(SHA-256(label) ‖ n as big-endian u64); numbers are taken from it eight bytes
 * at a time, big-endian. An instance is a cursor over that stream and is not safe for use by several threads.
 */
public final class Draw {
    private static final double UNIT = 0x1.0p-53;

    private final MessageDigest sha256 = sha256();
    private final byte[] key;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long counter;

    private Draw(String label) {
        key = sha256.digest(label.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream named by its parts, joined by {@code /}; the first says what is drawn. */
    public static Draw of(Object... parts) {
        var label = new StringBuilder("assay");
        for (var part : parts) {
            label.append('/').append(part);
        }
        return new Draw(label.toString());
    }

    /** The next 64 bits. */
    public long nextLong() {
        if (!block.hasRemaining()) {
            sha256.update(key);
            block = ByteBuffer.wrap(sha256.digest(
                    ByteBuffer.allocate(Long.BYTES).putLong(counter++).array()));
        }
        return block.getLong();
    }

    /** A number in {@code [0, bound)} without modulo bias. */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + ", allowed: >= 1");
        }
        var limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        var bits = nextLong() >>> 1;
        while (bits >= limit) {
            bits = nextLong() >>> 1;
        }
        return bits % bound;
    }

    /** A number in {@code [0, 1)} with 53 random bits. */
    public double unit() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** {@code count} different numbers of {@code [0, bound)} in the order drawn (Floyd's method). */
    public long[] distinct(int count, long bound) {
        if (count < 0 || count > bound) {
            throw new IllegalArgumentException("count is " + count + ", allowed: 0.." + bound);
        }
        var seen = new HashSet<Long>();
        var drawn = new long[count];
        for (var i = 0; i < count; i++) {
            var top = bound - count + i;
            var candidate = below(top + 1);
            drawn[i] = seen.add(candidate) ? candidate : top;
            seen.add(drawn[i]);
        }
        return drawn;
    }

    /**
     * {@code count} elements without replacement, each with probability in proportion to its weight among those left
     * (Efraimidis and Spirakis: the largest u^(1/weight) win).
     *
     * @param weight positive and finite for every element
     */
    public <T> List<T> weighted(List<T> elements, int count, ToDoubleFunction<T> weight) {
        record Ticket<T>(T element, double key) {}
        var tickets = new ArrayList<Ticket<T>>();
        for (var element : elements) {
            // StrictMath, because everyone must draw the same to the last bit.
            tickets.add(new Ticket<>(element, StrictMath.log(unit() + UNIT) / usable(weight.applyAsDouble(element))));
        }
        return tickets.stream()
                .sorted((a, b) -> Double.compare(b.key, a.key))
                .limit(count)
                .map(Ticket::element)
                .toList();
    }

    private static double usable(double weight) {
        if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
            return weight;
        }
        throw new IllegalArgumentException("weight is " + weight + ", allowed: positive and finite");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
