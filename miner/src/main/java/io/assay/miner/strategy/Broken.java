package io.assay.miner.strategy;

/** Follows the model and uploads a file that must be refused, another kind of damage each window. */
public record Broken() implements Strategy {
    @Override
    public void mine(Workbench bench) throws InterruptedException {
        var gradient = RandomGradient.of(bench);
        var closing = bench.awaitClosing();
        bench.upload(Damage.of(bench.window()).file(bench.layout(), gradient, closing.metadata()));
    }
}
