package io.assay.model;

/**
 * Where and how a model computes.
 *
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param tokensAtOnce how many tokens one forward pass takes at most, whole sequences, at least one: what it keeps
 *     besides the parameters grows with it
 * @param passesAtOnce how many forward passes are made at the same time, each on a thread of its own, at least one: on a CPU
 *     two passes of one thread each are faster than one after the other on both
 */
public record Computation(String device, Precision precision, int tokensAtOnce, int passesAtOnce) {
    /** On the CPU, in 32-bit floats. */
    public static final Computation PLAIN = new Computation("cpu", Precision.FP32, 1024, 1);

    public Computation {
        if (tokensAtOnce < 1) {
            throw new IllegalArgumentException("tokensAtOnce is " + tokensAtOnce + ", allowed: >= 1");
        }
        if (passesAtOnce < 1) {
            throw new IllegalArgumentException("passesAtOnce is " + passesAtOnce + ", allowed: >= 1");
        }
    }

    /** The same on another device. */
    public static Computation on(String device) {
        return new Computation(device, PLAIN.precision, PLAIN.tokensAtOnce, PLAIN.passesAtOnce);
    }
}
