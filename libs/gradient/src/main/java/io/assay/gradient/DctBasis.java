package io.assay.gradient;

/**
 * The orthonormal DCT-II of one length: X[k] = s(k) · Σ x[i] · cos(π(2i+1)k / 2n), s(0) = √(1/n), s(k) = √(2/n). The
 * inverse is the transpose.
 *
 * <p>A cosine of even frequency is symmetric about the middle, one of odd frequency antisymmetric: only the first half is
 * kept, and both transforms compute with it alone. Rows of all tables are padded with zeros. Immutable.
 */
final class DctBasis {
    private final int length;
    private final float[] byFrequency;
    private final float[] evenByPosition;
    private final float[] oddByPosition;

    DctBasis(int length) {
        this.length = length;
        byFrequency = new float[length * width()];
        evenByPosition = new float[half() * evenWidth()];
        oddByPosition = new float[half() * oddWidth()];
        for (var frequency = 0; frequency < length; frequency++) {
            for (var position = 0; position < half(); position++) {
                set(frequency, position, value(frequency, position));
            }
        }
    }

    int length() {
        return length;
    }

    /** Positions of the first half; the middle of an odd length is one of them. */
    int half() {
        return (length + 1) / 2;
    }

    /** Floats from one row of {@link #byFrequency()} to the next. */
    int width() {
        return DctKernel.padded(half());
    }

    /** Floats from one row of {@link #evenByPosition()} to the next. */
    int evenWidth() {
        return DctKernel.padded((length + 1) / 2);
    }

    /** Floats from one row of {@link #oddByPosition()} to the next. */
    int oddWidth() {
        return DctKernel.padded(length / 2);
    }

    /** Row k is the first half of the k-th cosine. */
    float[] byFrequency() {
        return byFrequency;
    }

    /** Row i, of the first half, has the values of all cosines of even frequency at position i. */
    float[] evenByPosition() {
        return evenByPosition;
    }

    /** The same of odd frequencies. */
    float[] oddByPosition() {
        return oddByPosition;
    }

    private void set(int frequency, int position, float value) {
        byFrequency[frequency * width() + position] = value;
        if ((frequency & 1) == 0) {
            evenByPosition[position * evenWidth() + frequency / 2] = value;
        } else {
            oddByPosition[position * oddWidth() + frequency / 2] = value;
        }
    }

    private float value(int frequency, int position) {
        var scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / length);
        var turn = (2 * position + 1) * frequency % (4 * length);
        // StrictMath, because every validator must decode the same bits.
        return (float) (scale * StrictMath.cos(Math.PI * turn / (2.0 * length)));
    }
}
