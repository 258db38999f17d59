package io.assay.gradient;

import java.util.Arrays;

/** Loops that the compiler may vectorise by itself. */
final class PlainKernel implements DctKernel {
    private static final int MAGNITUDE = 0x7FFF_FFFF;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void scale(float factor, float[] in, int from, float[] out, int at, int width) {
        for (var i = 0; i < width; i++) {
            out[at + i] = factor * in[from + i];
        }
    }

    @Override
    public void addScaled(float factor, float[] in, int from, float[] out, int at, int width) {
        for (var i = 0; i < width; i++) {
            out[at + i] = Math.fma(factor, in[from + i], out[at + i]);
        }
    }

    @Override
    public void product(Factors factors, Rows matrix, Rows out, int rows, int terms, int width) {
        for (var row = 0; row < rows; row++) {
            var at = out.at() + row * out.step();
            for (var i = 0; i < width; i++) {
                out.content()[at + i] = 0;
            }
            for (var term = 0; term < terms; term++) {
                var factor = factors.content()[factors.at() + row * factors.row() + factors.terms()[term]];
                addScaled(factor, matrix.content(), matrix.at() + term * matrix.step(), out.content(), at, width);
            }
        }
    }

    @Override
    public void floats(Quarters quarters, int at, int width, float[] out) {
        for (var i = 0; i < width; i++) {
            var upperEven = quarters.evenEven()[at + i] + quarters.oddEven()[at + i];
            var upperOdd = quarters.evenOdd()[at + i] + quarters.oddOdd()[at + i];
            var lowerEven = quarters.evenEven()[at + i] - quarters.oddEven()[at + i];
            var lowerOdd = quarters.evenOdd()[at + i] - quarters.oddOdd()[at + i];
            out[i] = upperEven + upperOdd;
            out[width + i] = upperEven - upperOdd;
            out[2 * width + i] = lowerEven + lowerOdd;
            out[3 * width + i] = lowerEven - lowerOdd;
        }
    }

    @Override
    public void mirror(Quarters quarters, int at, int width, float[] out, int upper, int lower) {
        var last = 2 * width - 1;
        for (var i = 0; i < width; i++) {
            var upperEven = quarters.evenEven()[at + i] + quarters.oddEven()[at + i];
            var upperOdd = quarters.evenOdd()[at + i] + quarters.oddOdd()[at + i];
            var lowerEven = quarters.evenEven()[at + i] - quarters.oddEven()[at + i];
            var lowerOdd = quarters.evenOdd()[at + i] - quarters.oddOdd()[at + i];
            out[lower + i] = lowerEven + lowerOdd;
            out[lower + last - i] = lowerEven - lowerOdd;
            out[upper + i] = upperEven + upperOdd;
            out[upper + last - i] = upperEven - upperOdd;
        }
    }

    @Override
    public void signs(Quarters quarters, int at, int width, long[] out, int to) {
        var words = Bits.words(width);
        Arrays.fill(out, to, to + 4 * words, 0);
        for (var i = 0; i < width; i++) {
            var upperEven = quarters.evenEven()[at + i] + quarters.oddEven()[at + i];
            var upperOdd = quarters.evenOdd()[at + i] + quarters.oddOdd()[at + i];
            var lowerEven = quarters.evenEven()[at + i] - quarters.oddEven()[at + i];
            var lowerOdd = quarters.evenOdd()[at + i] - quarters.oddOdd()[at + i];
            var word = to + i / Long.SIZE;
            out[word] |= bit(upperEven + upperOdd, i);
            out[words + word] |= bit(upperEven - upperOdd, i);
            out[2 * words + word] |= bit(lowerEven + lowerOdd, i);
            out[3 * words + word] |= bit(lowerEven - lowerOdd, i);
        }
    }

    @Override
    public void mirrorSigns(Quarters quarters, int at, int width, long[] out, int upper, int lower) {
        var four = new long[4];
        signs(quarters, at, width, four, 0);
        out[lower] = four[2] | Long.reverse(four[3]);
        out[upper] = four[0] | Long.reverse(four[1]);
    }

    private static long bit(float value, int at) {
        return (value > 0 ? 1L : 0L) << at;
    }

    @Override
    public void groupMaxima(float[] values, int count, int[] maxima) {
        for (var j = 0; j < maxima.length; j++) {
            maxima[j] = 0;
        }
        for (var i = 0; i < count; i += maxima.length) {
            for (var j = 0; j < maxima.length; j++) {
                maxima[j] = Math.max(maxima[j], Float.floatToRawIntBits(values[i + j]) & MAGNITUDE);
            }
        }
    }

    @Override
    public int countAtLeast(int[] numbers, int length, int threshold) {
        var count = 0;
        for (var i = 0; i < length; i++) {
            count += numbers[i] >= threshold ? 1 : 0;
        }
        return count;
    }

    @Override
    public int placesAtLeast(float[] values, int count, int threshold, int[] places) {
        var found = 0;
        for (var i = 0; i < count; i++) {
            if ((Float.floatToRawIntBits(values[i]) & MAGNITUDE) >= threshold) {
                places[found++] = i;
            }
        }
        return found;
    }
}
