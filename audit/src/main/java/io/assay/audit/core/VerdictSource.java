package io.assay.audit.core;

/** Where recorded verdicts are read from, in the order in which they were recorded. */
public interface VerdictSource {
    /**
     * Reads from the first record to the last.
     *
     * @return what was found besides verdicts
     * @throws UnreadableSourceException naming what cannot be read, where, and the remedy
     */
    PassedOver read(Sink sink);

    /** Who takes the verdicts. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next verdict.
         *
         * @param place where it was found, for messages
         * @param json the record's value as it was recorded, UTF-8
         */
        void take(String place, byte[] json);
    }
}
