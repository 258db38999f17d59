/** The port on a Substrate node: reads at one finalized block, signs by the runtime's metadata, tells fates from the blocks. */
@NullMarked
package io.assay.chain.substrate;

import org.jspecify.annotations.NullMarked;
