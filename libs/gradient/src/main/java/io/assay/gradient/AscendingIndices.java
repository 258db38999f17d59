package io.assay.gradient;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Whether each chunk's indices ascend, as our own encoder sends them: none is there twice then, and the last of a chunk
 * is its largest.
 */
final class AscendingIndices {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private AscendingIndices() {}

    /**
     * Looks at all chunks of a parameter; at the first alone, where that has another order.
     *
     * @param k indices of a chunk
     * @param chunkSize what each must be below
     */
    static boolean within(CompressedParameter content, int k, int chunkSize) {
        var indices = content.indexBytes();
        var count = content.size();
        return notAscending(indices, 0, Math.min(k, count)) == 0
                && notAscending(indices, 0, count) == betweenChunks(indices, count, k)
                && largest(indices, count, k) < chunkSize;
    }

    // One loop over all chunks, which the compiler vectorises, and what it counts between them taken off again: a loop
    // for
    // each chunk is too short for that.
    private static int notAscending(MemorySegment indices, int from, int to) {
        var pairs = 0;
        for (var i = from; i < to - 1; i++) {
            pairs += notAscending(indices.get(U16, 2L * i), indices.get(U16, 2L * i + 2));
        }
        return pairs;
    }

    private static int betweenChunks(MemorySegment indices, int count, int k) {
        var pairs = 0;
        for (var i = k; i < count; i += k) {
            pairs += notAscending(indices.get(U16, 2L * i - 2), indices.get(U16, 2L * i));
        }
        return pairs;
    }

    private static int notAscending(short first, short second) {
        return ((second & 0xFFFF) - (first & 0xFFFF) - 1) >>> 31;
    }

    private static int largest(MemorySegment indices, int count, int k) {
        var largest = 0;
        for (var i = k; i <= count; i += k) {
            largest = Math.max(largest, indices.get(U16, 2L * i - 2) & 0xFFFF);
        }
        return largest;
    }
}
