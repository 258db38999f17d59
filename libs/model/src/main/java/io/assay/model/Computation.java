package io.assay.model;

/**
 * Where and how a model computes.
 *
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param tokensAtOnce how many tokens one forward pass takes at most, whole sequences, at least one: what it keeps
 *     besides the parameters grows with it
 */
public record Computation(String device, Precision precision, int tokensAtOnce) {
    /** On the CPU, in 32-bit floats. */
    public static final Computation PLAIN = new Computation("cpu", Precision.FP32, 1024);

    public Computation {
        if (tokensAtOnce < 1) {
            throw new IllegalArgumentException("tokensAtOnce is " + tokensAtOnce + ", allowed: >= 1");
        }
    }

    /** The same on another device. */
    public static Computation on(String device) {
        return new Computation(device, PLAIN.precision, PLAIN.tokensAtOnce);
    }
}
