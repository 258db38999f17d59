/** Sends verdicts' weights to the chain, each exactly once. */
@NullMarked
package io.assay.weights;

import org.jspecify.annotations.NullMarked;
