package io.assay.gradient;

/**
 * The orthonormal DCT-II of one length: X[k] = s(k) · Σ x[i] · cos(π(2i+1)k / 2n), s(0) = √(1/n), s(k) = √(2/n). The
 * inverse is the transpose.
 */
final class DctBasis {
    private final int length;
    private final float[] byFrequency;
    private final float[] byPosition;

    DctBasis(int length) {
        this.length = length;
        byFrequency = new float[length * length];
        byPosition = new float[length * length];
        for (var frequency = 0; frequency < length; frequency++) {
            for (var position = 0; position < (length + 1) / 2; position++) {
                mirror(frequency, position, value(frequency, position));
            }
        }
    }

    int length() {
        return length;
    }

    /** Row k is the k-th cosine. */
    float[] byFrequency() {
        return byFrequency;
    }

    /** The transpose of {@link #byFrequency()}. */
    float[] byPosition() {
        return byPosition;
    }

    // A cosine of even frequency is symmetric about the middle, one of odd frequency antisymmetric: exactly so here,
    // since the inverse computes only half of the rows.
    private void mirror(int frequency, int position, float value) {
        set(frequency, length - 1 - position, (frequency & 1) == 0 ? value : -value);
        set(frequency, position, value);
    }

    private void set(int frequency, int position, float value) {
        byFrequency[frequency * length + position] = value;
        byPosition[position * length + frequency] = value;
    }

    private float value(int frequency, int position) {
        var scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / length);
        var turn = (2 * position + 1) * frequency % (4 * length);
        // StrictMath, because every validator must decode the same bits.
        return (float) (scale * StrictMath.cos(Math.PI * turn / (2.0 * length)));
    }
}
