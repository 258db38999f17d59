package io.assay.miner.strategy;

import io.assay.gradient.SafetensorsGradient;

/**
 * Trains on its assigned data and uploads as soon as the window is closed.
 *
 * @param batches of a window; 0 for {@code assigned_batches}
 */
public record Honest(int batches) implements Strategy {
    @Override
    public void mine(Workbench bench) throws InterruptedException {
        var gradient = bench.train(StrategyKind.batchesOr(batches, bench.hparams()));
        var closing = bench.awaitClosing();
        bench.upload(SafetensorsGradient.write(bench.layout(), gradient, closing.metadata()));
    }
}
