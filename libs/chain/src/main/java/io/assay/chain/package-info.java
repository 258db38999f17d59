/** The port to Bittensor's chain: what Assay reads from it and what it signs for it. */
@NullMarked
package io.assay.chain;

import org.jspecify.annotations.NullMarked;
