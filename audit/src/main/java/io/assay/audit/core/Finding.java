package io.assay.audit.core;

/**
 * What does not agree in a verdict.
 *
 * @param what as {@code peer 5F…, field finalScore}
 * @param values as {@code recorded 1.25, recomputed 1.5}
 */
record Finding(Kind kind, String what, String values) {
    /** Which part of a verdict does not hold. */
    enum Kind {
        /** Its place among the windows. */
        ORDER,
        /** The link to the verdict before. */
        LINK,
        /** The parameters. */
        PARAMETERS,
        /** What was decided. */
        OUTCOME,
        /** The hash of its own content. */
        HASH
    }

    static Finding of(Kind kind, String what, String recorded, String recomputed) {
        return new Finding(kind, what, "recorded " + recorded + ", recomputed " + recomputed);
    }
}
