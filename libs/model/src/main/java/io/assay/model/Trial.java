package io.assay.model;

/**
 * A model moved for as long as this is open. Closing it restores every parameter bit for bit, from a copy: subtracting a
 * step that was added would leave rounding behind.
 */
public final class Trial implements AutoCloseable {
    private final Runnable restoration;
    private boolean closed;

    Trial(Runnable restoration) {
        this.restoration = restoration;
    }

    /** Restores the model; a second time changes nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            restoration.run();
        }
    }
}
