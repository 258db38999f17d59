package io.assay.gradient;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API. Its numbers are those of {@link PlainKernel}: a lane is one chain of fma, whatever their number. */
final class VectorKernel implements DctKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Float> REVERSE = VectorShuffle.iota(FLOATS, FLOATS.length() - 1, -1, false);
    private static final int WIDTH = FLOATS.length();
    private static final int MAGNITUDE = 0x7FFF_FFFF;
    private static final int NARROWEST = 4;

    /** Whether vectors have 4, 8 or 16 floats here: others do not divide a row. */
    static boolean isWide() {
        return WIDTH >= NARROWEST && LANES % WIDTH == 0;
    }

    @Override
    public String name() {
        return "vector" + WIDTH * Float.SIZE;
    }

    @Override
    public void scale(float factor, float[] in, int from, float[] out, int at, int width) {
        for (var i = 0; i < width; i += WIDTH) {
            load(in, from + i).mul(factor).intoArray(out, at + i);
        }
    }

    @Override
    public void addScaled(float factor, float[] in, int from, float[] out, int at, int width) {
        var scale = FloatVector.broadcast(FLOATS, factor);
        for (var i = 0; i < width; i += WIDTH) {
            load(in, from + i).fma(scale, load(out, at + i)).intoArray(out, at + i);
        }
    }

    /**
     * Four rows share the loads of a matrix row, and eight chains hide the latency of an fma. In one piece, which the
     * compiler is too large to inline: within its callers it would run out of registers.
     */
    @Override
    public void product(Factors factors, Rows matrix, Rows out, int rows, int terms, int width) {
        var factor = factors.content();
        var termAt = factors.terms();
        var factorRow = factors.row();
        var content = matrix.content();
        var step = matrix.step();
        var result = out.content();
        var outStep = out.step();
        var tiles = width / (2 * WIDTH) * (2 * WIDTH);
        var row = 0;
        for (; row + 8 <= rows; row += 8) {
            var factorAt = factors.at() + row * factorRow;
            for (var i = 0; i < tiles; i += 2 * WIDTH) {
                var a0 = FloatVector.zero(FLOATS);
                var a1 = a0;
                var b0 = a0;
                var b1 = a0;
                var c0 = a0;
                var c1 = a0;
                var d0 = a0;
                var d1 = a0;
                var e0 = a0;
                var e1 = a0;
                var f0 = a0;
                var f1 = a0;
                var g0 = a0;
                var g1 = a0;
                var h0 = a0;
                var h1 = a0;
                var at = matrix.at() + i;
                for (var term = 0; term < terms; term++, at += step) {
                    var left = load(content, at);
                    var right = load(content, at + WIDTH);
                    var place = factorAt + termAt[term];
                    var a = FloatVector.broadcast(FLOATS, factor[place]);
                    a0 = left.fma(a, a0);
                    a1 = right.fma(a, a1);
                    var b = FloatVector.broadcast(FLOATS, factor[place + factorRow]);
                    b0 = left.fma(b, b0);
                    b1 = right.fma(b, b1);
                    var c = FloatVector.broadcast(FLOATS, factor[place + 2 * factorRow]);
                    c0 = left.fma(c, c0);
                    c1 = right.fma(c, c1);
                    var d = FloatVector.broadcast(FLOATS, factor[place + 3 * factorRow]);
                    d0 = left.fma(d, d0);
                    d1 = right.fma(d, d1);
                    var e = FloatVector.broadcast(FLOATS, factor[place + 4 * factorRow]);
                    e0 = left.fma(e, e0);
                    e1 = right.fma(e, e1);
                    var f = FloatVector.broadcast(FLOATS, factor[place + 5 * factorRow]);
                    f0 = left.fma(f, f0);
                    f1 = right.fma(f, f1);
                    var g = FloatVector.broadcast(FLOATS, factor[place + 6 * factorRow]);
                    g0 = left.fma(g, g0);
                    g1 = right.fma(g, g1);
                    var h = FloatVector.broadcast(FLOATS, factor[place + 7 * factorRow]);
                    h0 = left.fma(h, h0);
                    h1 = right.fma(h, h1);
                }
                var to = out.at() + row * outStep + i;
                a0.intoArray(result, to);
                a1.intoArray(result, to + WIDTH);
                b0.intoArray(result, to + outStep);
                b1.intoArray(result, to + outStep + WIDTH);
                c0.intoArray(result, to + 2 * outStep);
                c1.intoArray(result, to + 2 * outStep + WIDTH);
                d0.intoArray(result, to + 3 * outStep);
                d1.intoArray(result, to + 3 * outStep + WIDTH);
                e0.intoArray(result, to + 4 * outStep);
                e1.intoArray(result, to + 4 * outStep + WIDTH);
                f0.intoArray(result, to + 5 * outStep);
                f1.intoArray(result, to + 5 * outStep + WIDTH);
                g0.intoArray(result, to + 6 * outStep);
                g1.intoArray(result, to + 6 * outStep + WIDTH);
                h0.intoArray(result, to + 7 * outStep);
                h1.intoArray(result, to + 7 * outStep + WIDTH);
            }
            for (var i = tiles; i < width; i += WIDTH) {
                for (var r = row; r < row + 8; r++) {
                    one(factors, r, matrix, out, i, terms);
                }
            }
        }
        for (; row < rows; row++) {
            for (var i = 0; i < width; i += WIDTH) {
                one(factors, row, matrix, out, i, terms);
            }
        }
    }

    private static void one(Factors factors, int row, Rows matrix, Rows out, int i, int terms) {
        var sum = FloatVector.zero(FLOATS);
        for (var term = 0; term < terms; term++) {
            var factor = factors.content()[factors.at() + row * factors.row() + factors.terms()[term]];
            sum = load(matrix.content(), matrix.at() + term * matrix.step() + i)
                    .fma(FloatVector.broadcast(FLOATS, factor), sum);
        }
        sum.intoArray(out.content(), out.at() + row * out.step() + i);
    }

    @Override
    public void floats(Quarters quarters, int at, int width, float[] out) {
        for (var i = 0; i < width; i += WIDTH) {
            var evenEven = load(quarters.evenEven(), at + i);
            var evenOdd = load(quarters.evenOdd(), at + i);
            var oddEven = load(quarters.oddEven(), at + i);
            var oddOdd = load(quarters.oddOdd(), at + i);
            var upperEven = evenEven.add(oddEven);
            var upperOdd = evenOdd.add(oddOdd);
            upperEven.add(upperOdd).intoArray(out, i);
            upperEven.sub(upperOdd).intoArray(out, width + i);
            var lowerEven = evenEven.sub(oddEven);
            var lowerOdd = evenOdd.sub(oddOdd);
            lowerEven.add(lowerOdd).intoArray(out, 2 * width + i);
            lowerEven.sub(lowerOdd).intoArray(out, 3 * width + i);
        }
    }

    @Override
    public void mirror(Quarters quarters, int at, int width, float[] out, int upper, int lower) {
        for (var i = 0; i < width; i += WIDTH) {
            var evenEven = load(quarters.evenEven(), at + i);
            var evenOdd = load(quarters.evenOdd(), at + i);
            var oddEven = load(quarters.oddEven(), at + i);
            var oddOdd = load(quarters.oddOdd(), at + i);
            var right = 2 * width - WIDTH - i;
            var lowerEven = evenEven.sub(oddEven);
            var lowerOdd = evenOdd.sub(oddOdd);
            lowerEven.add(lowerOdd).intoArray(out, lower + i);
            lowerEven.sub(lowerOdd).rearrange(REVERSE).intoArray(out, lower + right);
            var upperEven = evenEven.add(oddEven);
            var upperOdd = evenOdd.add(oddOdd);
            upperEven.add(upperOdd).intoArray(out, upper + i);
            upperEven.sub(upperOdd).rearrange(REVERSE).intoArray(out, upper + right);
        }
    }

    @Override
    public void signs(Quarters quarters, int at, int width, long[] out, int to) {
        var words = Bits.words(width);
        for (var i = 0; i < words; i++) {
            var left = Math.min(Long.SIZE, width - i * Long.SIZE);
            word(quarters, at + i * Long.SIZE, left, out, to + i, to + 2 * words + i, words);
        }
    }

    @Override
    public void mirrorSigns(Quarters quarters, int at, int width, long[] out, int upper, int lower) {
        word(quarters, at, width, out, upper, lower, 0);
    }

    /**
     * At most 64 values of each quarter.
     *
     * @param right how far behind the left quarters' words those of the right ones are; 0: both are in one word, the right
     *     one turned round
     */
    private static void word(Quarters quarters, int at, int width, long[] out, int upper, int lower, int right) {
        var upperLeft = 0L;
        var upperRight = 0L;
        var lowerLeft = 0L;
        var lowerRight = 0L;
        for (var i = 0; i < width; i += WIDTH) {
            var evenEven = load(quarters.evenEven(), at + i);
            var evenOdd = load(quarters.evenOdd(), at + i);
            var oddEven = load(quarters.oddEven(), at + i);
            var oddOdd = load(quarters.oddOdd(), at + i);
            var upperEven = evenEven.add(oddEven);
            var upperOdd = evenOdd.add(oddOdd);
            upperLeft |= positive(upperEven.add(upperOdd)) << i;
            upperRight |= positive(upperEven.sub(upperOdd)) << i;
            var lowerEven = evenEven.sub(oddEven);
            var lowerOdd = evenOdd.sub(oddOdd);
            lowerLeft |= positive(lowerEven.add(lowerOdd)) << i;
            lowerRight |= positive(lowerEven.sub(lowerOdd)) << i;
        }
        if (right == 0) {
            out[lower] = lowerLeft | Long.reverse(lowerRight);
            out[upper] = upperLeft | Long.reverse(upperRight);
            return;
        }
        out[upper] = upperLeft;
        out[upper + right] = upperRight;
        out[lower] = lowerLeft;
        out[lower + right] = lowerRight;
    }

    private static long positive(FloatVector values) {
        return values.compare(VectorOperators.GT, 0f).toLong();
    }

    @Override
    public void groupMaxima(float[] values, int count, int[] maxima) {
        for (var j = 0; j < maxima.length; j += WIDTH) {
            var largest = IntVector.zero(INTS);
            for (var i = j; i < count; i += maxima.length) {
                largest = largest.max(magnitudes(values, i));
            }
            largest.intoArray(maxima, j);
        }
    }

    @Override
    public int countAtLeast(int[] numbers, int length, int threshold) {
        var count = 0;
        for (var i = 0; i < length; i += WIDTH) {
            count += IntVector.fromArray(INTS, numbers, i)
                    .compare(VectorOperators.GE, threshold)
                    .trueCount();
        }
        return count;
    }

    @Override
    public int placesAtLeast(float[] values, int count, int threshold, int[] places) {
        var found = 0;
        for (var i = 0; i < count; i += WIDTH) {
            var mask =
                    magnitudes(values, i).compare(VectorOperators.GE, threshold).toLong();
            for (; mask != 0; mask &= mask - 1) {
                places[found++] = i + Long.numberOfTrailingZeros(mask);
            }
        }
        return found;
    }

    private static IntVector magnitudes(float[] values, int at) {
        return load(values, at).viewAsIntegralLanes().reinterpretAsInts().and(MAGNITUDE);
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(FLOATS, values, at);
    }
}
