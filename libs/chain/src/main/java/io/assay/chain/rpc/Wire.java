package io.assay.chain.rpc;

/** The connection below an {@link Exchange}. Neither method waits. */
interface Wire {
    /** Sends one message; if that fails, the connection ends. */
    void send(byte[] utf8);

    /** Ends the connection, and by that the exchange. */
    void hangUp(Ending ending);
}
