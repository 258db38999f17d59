/** What a miner does with a window, honest or not: decisions over a {@link io.assay.miner.strategy.Workbench}, no IO. */
@NullMarked
package io.assay.miner.strategy;

import org.jspecify.annotations.NullMarked;
