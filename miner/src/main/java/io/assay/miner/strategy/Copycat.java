package io.assay.miner.strategy;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.UploadInterval;
import java.time.Duration;
import java.time.Instant;

/**
 * Follows the model, waits for half of the upload interval, and uploads another miner's newest gradient as its own. What
 * lies in the others' buckets is public, so that the validator must see the copy by what it does to the loss.
 */
public record Copycat() implements Strategy {
    @Override
    public void mine(Workbench bench) throws InterruptedException {
        var closing = bench.awaitClosing();
        bench.awaitTime(middle(closing.interval()));
        bench.newestOfAnother()
                .ifPresentOrElse(
                        gradient -> bench.upload(file(bench, gradient, closing)),
                        () -> bench.skip("there is no upload of another miner to copy"));
    }

    private static byte[] file(Workbench bench, CompressedGradient gradient, Closing closing) {
        return SafetensorsGradient.write(bench.layout(), gradient, closing.metadata());
    }

    private static Instant middle(UploadInterval interval) {
        return interval.from()
                .plus(Duration.between(interval.from(), interval.until()).dividedBy(2));
    }
}
