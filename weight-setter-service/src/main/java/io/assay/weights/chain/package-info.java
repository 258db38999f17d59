/** The chain as the weight setter uses it: guarded calls, facts read in a safe order, extrinsics from plans. */
@NullMarked
package io.assay.weights.chain;

import org.jspecify.annotations.NullMarked;
