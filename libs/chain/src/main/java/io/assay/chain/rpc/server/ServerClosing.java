package io.assay.chain.rpc.server;

/** Tells a channel's handlers that the server closes. */
record ServerClosing() {}
