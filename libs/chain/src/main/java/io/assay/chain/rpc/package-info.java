/** A client for JSON-RPC 2.0 over WebSocket, as Substrate nodes speak it. It knows the protocol, nothing of a chain's content. */
@NullMarked
package io.assay.chain.rpc;

import org.jspecify.annotations.NullMarked;
