/** Subtensor's calls in terms of its metadata. */
@NullMarked
package io.assay.chain.subtensor;

import org.jspecify.annotations.NullMarked;
