/** The embedded chain as a Substrate node: metadata, hashed storage, events and JSON-RPC. */
@NullMarked
package io.assay.chain.node;

import org.jspecify.annotations.NullMarked;
