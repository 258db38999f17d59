/** Evaluating gradients: the service beside bare forward passes, and beside upstream's way. */
@NullMarked
package io.assay.bench.evaluation;

import org.jspecify.annotations.NullMarked;
