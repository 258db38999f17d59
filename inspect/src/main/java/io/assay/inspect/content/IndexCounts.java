package io.assay.inspect.content;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.ParameterLayout;
import java.util.Arrays;

/**
 * How often each index is there.
 *
 * @param occurrences by index
 * @param duplicates those that their chunk had before
 */
record IndexCounts(int[] occurrences, int duplicates) {
    static IndexCounts of(CompressedParameter content, int k) {
        var occurrences = new int[ParameterLayout.MAX_CHUNK_SIZE];
        var lastChunk = new int[ParameterLayout.MAX_CHUNK_SIZE];
        var duplicates = 0;
        for (var i = 0; i < content.size(); i++) {
            var index = content.index(i);
            var chunk = i / k + 1;
            duplicates += lastChunk[index] == chunk ? 1 : 0;
            lastChunk[index] = chunk;
            occurrences[index]++;
        }
        return new IndexCounts(occurrences, duplicates);
    }

    /** The share of 0..limit−1 that is there at all. */
    double shareUsed(int limit) {
        return Arrays.stream(occurrences, 0, limit).filter(count -> count > 0).count() / (double) limit;
    }

    /** How many are not below the limit. */
    int outside(int limit) {
        return Arrays.stream(occurrences, limit, occurrences.length).sum();
    }
}
