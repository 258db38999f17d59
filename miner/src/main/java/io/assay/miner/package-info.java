/** The reference miner: follows the model, mines one window after the other by its strategy, and uploads to its bucket. */
@NullMarked
package io.assay.miner;

import org.jspecify.annotations.NullMarked;
