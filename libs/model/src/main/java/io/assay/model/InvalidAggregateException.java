package io.assay.model;

/** Bytes that are not the aggregate an event names; the model has not moved. */
public final class InvalidAggregateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidAggregateException(String message) {
        super(message);
    }
}
