package io.assay.protocol.schema;

/**
 * A difference between two forms of an event.
 *
 * @param place the event and the field, as {@code WindowVerdict.inputs.roster[].uid}
 * @param what a sentence
 */
record Change(Kind kind, String place, String what) {
    /** Whether it may be. */
    enum Kind {
        /** What was written before is no longer read, or what readers need is gone. */
        INCOMPATIBLE,
        /** Older readers refuse what may be written now: whoever reads it has to be upgraded before who writes it. */
        READERS_FIRST
    }

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
