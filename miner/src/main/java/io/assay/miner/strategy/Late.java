package io.assay.miner.strategy;

import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.UploadInterval;
import java.time.Duration;

/**
 * Trains honestly and uploads when the interval is over.
 *
 * @param batches of a window; 0 for {@code assigned_batches}
 */
public record Late(int batches) implements Strategy {
    /** More than LastModified's resolution: less could look as if it had been in time. */
    static final Duration BEYOND = UploadInterval.RESOLUTION.plusMillis(100);

    @Override
    public void mine(Workbench bench) throws InterruptedException {
        var gradient = bench.train(StrategyKind.batchesOr(batches, bench.hparams()));
        var closing = bench.awaitClosing();
        bench.awaitTime(closing.interval().until().plus(BEYOND));
        bench.upload(SafetensorsGradient.write(bench.layout(), gradient, closing.metadata()));
    }
}
