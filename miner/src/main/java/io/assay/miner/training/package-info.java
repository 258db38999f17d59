/** From batches to the gradient that is sent: the mean over batches, momentum and error feedback. */
@NullMarked
package io.assay.miner.training;

import org.jspecify.annotations.NullMarked;
