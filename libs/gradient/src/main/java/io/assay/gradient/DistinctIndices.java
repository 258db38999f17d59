package io.assay.gradient;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Whether each chunk's indices are in its range and none is there twice. Kept for a whole file: it has a table. */
final class DistinctIndices {
    private static final int MARKS = Short.MAX_VALUE;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    // Of each index the mark of the chunk that had it last, so that nothing is cleared between chunks. Shorts, because
    // the part in use then stays in the innermost cache; as long as a u16 goes, so that no access needs a check.
    private final short[] last = new short[ParameterLayout.MAX_CHUNK_SIZE];

    /**
     * Looks at all chunks of a parameter.
     *
     * @param k indices of a chunk
     * @param chunkSize what each must be below
     */
    boolean within(CompressedParameter content, int k, int chunkSize) {
        return AscendingIndices.within(content, k, chunkSize) || inAnyOrder(content, k, chunkSize);
    }

    private boolean inAnyOrder(CompressedParameter content, int k, int chunkSize) {
        var chunks = content.size() / k;
        var fault = 0;
        for (var chunk = 0; chunk < chunks; chunk += MARKS) {
            Arrays.fill(last, (short) 0);
            fault |= fault(content.indexBytes(), chunk, Math.min(chunks, chunk + MARKS), k, last, chunkSize - 1);
        }
        return fault >= 0;
    }

    // Negative on a fault: a difference below zero keeps its sign when it is or-ed.
    private static int fault(MemorySegment indices, int from, int to, int k, short[] last, int largest) {
        var fault = 0;
        for (var chunk = from; chunk < to; chunk++) {
            var mark = (short) (chunk - from + 1);
            var offset = 2L * k * chunk;
            for (var i = 0; i < k; i++) {
                var index = indices.get(U16, offset + 2L * i) & 0xFFFF;
                fault |= largest - index;
                fault |= last[index] == mark ? -1 : 0;
                last[index] = mark;
            }
        }
        return fault;
    }
}
