package io.assay.evaluation.model;

import io.assay.model.data.UnreadableCorpusException;

/** The text to test on is in a store that does not answer; it may later. */
public final class DataOutOfReachException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataOutOfReachException(UnreadableCorpusException cause) {
        super("the text to test on is out of reach: " + cause.getMessage(), cause);
    }
}
