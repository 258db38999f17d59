package io.assay.gradient;

import io.assay.gradient.StripDecoder.Contribution;
import io.assay.protocol.Checks;
import java.util.List;

/**
 * Merges the gather set's gradients into one step, as Templar 0.2.80 does ({@code comms.gather} and
 * {@code batch_decompress}): each peer's values of a parameter are divided by their L2 norm + 1e-8, so that no peer is
 * louder than another; for each index the mean is taken over the peers that sent it; the decoded sign is the step.
 */
public final class GradientMerge {
    private static final double EPSILON = 1e-8;

    private GradientMerge() {}

    /**
     * The signs of the merged gradient. Float sums depend on their order in the last bit: pass the peers in an order
     * that everyone shares.
     *
     * @param gradients at least one, all of this layout
     * @throws IllegalArgumentException if there is none, or one is not of this layout
     */
    public static PackedSigns signs(GradientLayout layout, List<CompressedGradient> gradients) {
        return signs(DctKernel.fastest(), layout, gradients, true);
    }

    static PackedSigns signs(
            DctKernel kernel, GradientLayout layout, List<CompressedGradient> gradients, boolean parallel) {
        Checks.positive("gradients", gradients.size());
        gradients.forEach(layout::require);
        var packer = new SignPacker(kernel, layout, parallel);
        for (var i = 0; i < layout.parameters().size(); i++) {
            packer.pack(layout.parameters().get(i), normalised(gradients, i));
        }
        return packer.packed();
    }

    static List<Contribution> normalised(List<CompressedGradient> gradients, int parameter) {
        return gradients.stream()
                .map(gradient -> gradient.parameters().get(parameter))
                .map(sent -> new Contribution(sent, norm(sent) + EPSILON))
                .toList();
    }

    private static double norm(CompressedParameter parameter) {
        var squares = 0.0;
        for (var i = 0; i < parameter.size(); i++) {
            squares += (double) parameter.value(i) * parameter.value(i);
        }
        return Math.sqrt(squares);
    }
}
