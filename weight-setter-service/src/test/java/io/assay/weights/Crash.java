package io.assay.weights;

import java.util.function.IntPredicate;

/** The process ends here. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Counts the places where a process can end, and ends it at those chosen. */
    static final class Points {
        private final IntPredicate chosen;
        private int passed;

        Points(IntPredicate chosen) {
            this.chosen = chosen;
        }

        void pass() {
            if (chosen.test(passed++)) {
                throw new Crash();
            }
        }

        int passed() {
            return passed;
        }
    }
}
