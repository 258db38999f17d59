package io.assay.miner.strategy;

import io.assay.gradient.SafetensorsGradient;

/** Follows the model, so that its probe is good, and uploads a well-formed gradient of random numbers. */
public record Noise() implements Strategy {
    @Override
    public void mine(Workbench bench) throws InterruptedException {
        var gradient = RandomGradient.of(bench);
        var closing = bench.awaitClosing();
        bench.upload(SafetensorsGradient.write(bench.layout(), gradient, closing.metadata()));
    }
}
