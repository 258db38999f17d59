package io.assay.gradient;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The bases by length. They are constants that take a moment to compute: each is kept once it was needed. */
final class DctBases {
    private static final AtomicReferenceArray<DctBasis> BY_LENGTH =
            new AtomicReferenceArray<>(ParameterLayout.MAX_CHUNK_SIZE + 1);

    private DctBases() {}

    static DctBasis of(int length) {
        var known = BY_LENGTH.get(length);
        if (known != null) {
            return known;
        }
        var basis = new DctBasis(length);
        BY_LENGTH.set(length, basis);
        return basis;
    }
}
