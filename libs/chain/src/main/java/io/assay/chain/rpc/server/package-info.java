/** The serving side of {@code io.assay.chain.rpc}: transport, framing and subscriptions; what is answered is registered. */
@NullMarked
package io.assay.chain.rpc.server;

import org.jspecify.annotations.NullMarked;
