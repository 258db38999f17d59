/** A chain in one process with subtensor's rules for registration, commitments, weights and emission. */
@NullMarked
package io.assay.chain.embedded;

import org.jspecify.annotations.NullMarked;
