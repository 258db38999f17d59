package io.assay.rating.web.stream;

/** A client was cut off and did not even read that it was. */
final class SlowClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SlowClientException() {
        super("a client of the stream was too slow", null, false, false);
    }
}
