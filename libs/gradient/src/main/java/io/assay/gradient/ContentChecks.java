package io.assay.gradient;

import io.assay.protocol.event.RejectReason;

/** Whether a gradient's indices and values can be decoded: one pass over a file, parameter by parameter. */
final class ContentChecks {
    // Of each index the chunk that had it last, counted over the whole file, so that nothing is cleared in between.
    private final long[] lastChunk = new long[ParameterLayout.MAX_CHUNK_SIZE];
    private long chunk;
    private boolean something;

    void require(ParameterLayout parameter, CompressedParameter content) throws RefusedException {
        for (var i = 0; i < content.size(); i++) {
            if (i % parameter.k() == 0) {
                chunk++;
            }
            index(parameter, i, content.index(i));
            value(parameter, i, content.value(i));
        }
    }

    /** Requires that any value seen was not zero. */
    void requireSomething() throws RefusedException {
        if (!something) {
            throw new RefusedException(
                    RejectReason.ALL_VALUES_ZERO, "all values of the gradient are zero; it says nothing");
        }
    }

    private void index(ParameterLayout parameter, int position, int index) throws RefusedException {
        if (index >= parameter.chunkSize()) {
            throw refused(
                    RejectReason.INDEX_OUT_OF_RANGE,
                    parameter,
                    "index " + index + at(parameter, position) + "is outside 0.." + (parameter.chunkSize() - 1));
        }
        if (lastChunk[index] == chunk) {
            throw refused(
                    RejectReason.DUPLICATE_INDEX,
                    parameter,
                    "index " + index + at(parameter, position) + "is there twice; send each at most once");
        }
        lastChunk[index] = chunk;
    }

    private void value(ParameterLayout parameter, int position, float value) throws RefusedException {
        if (!Float.isFinite(value)) {
            throw refused(
                    RejectReason.VALUE_NOT_FINITE,
                    parameter,
                    "value " + value + at(parameter, position) + "is not finite");
        }
        something |= value != 0;
    }

    private static String at(ParameterLayout parameter, int position) {
        return " at chunk " + position / parameter.k() + " ";
    }

    private static RefusedException refused(RejectReason reason, ParameterLayout parameter, String sentence) {
        return new RefusedException(reason, parameter.name() + ": " + sentence);
    }
}
