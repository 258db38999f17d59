package io.assay.gradient;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.protocol.event.RejectReason;
import java.util.List;
import java.util.Set;

/** Whether a tensor has an element type and the shape that its parameter's encoding has. */
final class TensorChecks {
    private static final Set<Dtype> INDICES = Set.of(Dtype.U16, Dtype.I16);
    private static final Set<Dtype> VALUES = Set.of(Dtype.F32, Dtype.F16, Dtype.BF16);

    private TensorChecks() {}

    static void indices(TensorEntry entry, ParameterLayout parameter) throws RefusedException {
        require(entry, parameter, INDICES, "U16 or I16");
    }

    static void values(TensorEntry entry, ParameterLayout parameter) throws RefusedException {
        require(entry, parameter, VALUES, "F32, F16 or BF16");
    }

    private static void require(TensorEntry entry, ParameterLayout parameter, Set<Dtype> dtypes, String allowed)
            throws RefusedException {
        var expected = parameter.encodedShape();
        if (!dtypes.contains(entry.dtype())) {
            throw new RefusedException(
                    RejectReason.WRONG_DTYPE, entry.name() + " is " + entry.dtype() + ", allowed: " + allowed);
        }
        if (!entry.shape().equals(expected)) {
            throw new RefusedException(
                    sameChunks(entry.shape(), expected) ? RejectReason.WRONG_K : RejectReason.WRONG_SHAPE,
                    entry.name() + " has the shape " + entry.shape() + ", expected: " + expected + " (chunks, then k = "
                            + parameter.k() + ")");
        }
    }

    private static boolean sameChunks(List<Long> found, List<Long> expected) {
        return found.size() == expected.size()
                && found.subList(0, found.size() - 1).equals(expected.subList(0, expected.size() - 1));
    }
}
