package io.assay.gradient;

import io.assay.protocol.event.RejectReason;

/**
 * Whether a gradient's indices and values can be decoded: one pass over a file, parameter by parameter. The pass only
 * finds out whether anything is wrong; which it is, is looked for in a parameter that has failed.
 */
final class ContentChecks {
    private final DistinctIndices distinct = new DistinctIndices();
    private boolean something;

    void require(ParameterLayout parameter, CompressedParameter content) throws RefusedException {
        var magnitude = LargestMagnitude.bits(content);
        something |= magnitude > 0;
        if (!distinct.within(content, parameter.k(), parameter.chunkSize())
                || magnitude >= LargestMagnitude.infinity(content.dtype())) {
            throw fault(parameter, content);
        }
    }

    /** Requires that any value seen was not zero. */
    void requireSomething() throws RefusedException {
        if (!something) {
            throw new RefusedException(
                    RejectReason.ALL_VALUES_ZERO, "all values of the gradient are zero; it says nothing");
        }
    }

    private static RefusedException fault(ParameterLayout parameter, CompressedParameter content) {
        var lastChunk = new int[ParameterLayout.MAX_CHUNK_SIZE];
        for (var i = 0; i < content.size(); i++) {
            var index = content.index(i);
            var chunk = i / parameter.k() + 1;
            if (index >= parameter.chunkSize()) {
                return refused(
                        RejectReason.INDEX_OUT_OF_RANGE,
                        parameter,
                        "index " + index + at(parameter, i) + "is outside 0.." + (parameter.chunkSize() - 1));
            }
            if (lastChunk[index] == chunk) {
                return refused(
                        RejectReason.DUPLICATE_INDEX,
                        parameter,
                        "index " + index + at(parameter, i) + "is there twice; send each at most once");
            }
            lastChunk[index] = chunk;
            if (!Float.isFinite(content.value(i))) {
                return refused(
                        RejectReason.VALUE_NOT_FINITE,
                        parameter,
                        "value " + content.value(i) + at(parameter, i) + "is not finite");
            }
        }
        throw new IllegalStateException(parameter.name() + ": changed while it was read");
    }

    private static String at(ParameterLayout parameter, int position) {
        return " at chunk " + position / parameter.k() + " ";
    }

    private static RefusedException refused(RejectReason reason, ParameterLayout parameter, String sentence) {
        return new RefusedException(reason, parameter.name() + ": " + sentence);
    }
}
