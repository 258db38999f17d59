/** Substrate's extrinsics of version 4: put together, signed, read and verified as a runtime's metadata say, without a node. */
@NullMarked
package io.assay.chain.extrinsic;

import org.jspecify.annotations.NullMarked;
