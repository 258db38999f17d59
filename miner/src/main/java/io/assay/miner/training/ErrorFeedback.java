package io.assay.miner.training;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.ParameterLayout;
import io.assay.protocol.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * Momentum with error feedback, as upstream's miner has it (Templar 0.2.80, {@code neurons.py},
 * {@code prepare_gradient_dict}). For each parameter, in each iteration:
 *
 * <ol>
 *   <li>m ← decay · m + learningRate · gradient
 *   <li>sent = the k largest DCT coefficients of each chunk of m
 *   <li>from the sixth iteration on: m ← m − decode(sent)
 * </ol>
 *
 * <p>What was not sent stays in m and is sent later. In the first five iterations nothing is subtracted: m is then
 * little more than one window's noise, and the directions that come up again and again grow before they are spent.
 * Receivers use the sign of the decoded values only, so the scale of m matters for how windows mix in it, not for the
 * step that is taken. Upstream also decays the parameters here; in Assay that belongs to the model's step, which all
 * take alike. Keeps one array of the model's size; not safe for use by several threads.
 */
public final class ErrorFeedback {
    /** Iterations in which what was sent is not subtracted. */
    public static final int KEPT_WHOLE = 5;

    private final GradientLayout layout;
    private final DctCodec codec = new DctCodec();
    private final float decay;
    private final List<float[]> momentum;
    private long iterations;

    /**
     * Starts with no momentum.
     *
     * @param decay {@code momentum_decay}, in [0, 1]
     */
    public ErrorFeedback(GradientLayout layout, double decay) {
        this.layout = layout;
        this.decay = (float) Checks.within("decay", decay, 0, 1);
        this.momentum = layout.parameters().stream()
                .map(parameter -> new float[parameter.size()])
                .toList();
    }

    /**
     * One iteration.
     *
     * @param gradient one array for each parameter, in the layout's order, row-major
     * @param learningRate of this window's step
     * @return what is to be sent
     * @throws IllegalArgumentException if a value is not finite; the next iteration is then the first again
     */
    public CompressedGradient send(List<float[]> gradient, double learningRate) {
        try {
            for (var i = 0; i < momentum.size(); i++) {
                accumulate(momentum.get(i), gradient.get(i), (float) learningRate);
            }
            var sent = codec.encode(layout, momentum);
            if (++iterations > KEPT_WHOLE) {
                subtract(sent);
            }
            return sent;
        } catch (IllegalArgumentException e) {
            forget();
            throw e;
        }
    }

    // A value that is not finite would stay in m for ever.
    private void forget() {
        momentum.forEach(m -> Arrays.fill(m, 0));
        iterations = 0;
    }

    private void accumulate(float[] m, float[] gradient, float learningRate) {
        for (var i = 0; i < m.length; i++) {
            m[i] = decay * m[i] + learningRate * gradient[i];
        }
    }

    private void subtract(CompressedGradient sent) {
        for (var i = 0; i < momentum.size(); i++) {
            subtract(layout.parameters().get(i), sent.parameters().get(i), momentum.get(i));
        }
    }

    private void subtract(ParameterLayout parameter, CompressedParameter sent, float[] m) {
        var decoded = new float[parameter.size()];
        codec.decode(parameter, sent, decoded);
        for (var i = 0; i < m.length; i++) {
            m[i] -= decoded[i];
        }
    }
}
