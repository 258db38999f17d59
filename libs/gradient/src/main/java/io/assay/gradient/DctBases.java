package io.assay.gradient;

import java.util.HashMap;
import java.util.Map;

/** The bases used so far, by length. */
final class DctBases {
    private final Map<Integer, DctBasis> byLength = new HashMap<>();

    DctBasis of(int length) {
        return byLength.computeIfAbsent(length, DctBasis::new);
    }
}
