/** A miner standing alone: its settings and its start. */
@NullMarked
package io.assay.miner.app;

import org.jspecify.annotations.NullMarked;
