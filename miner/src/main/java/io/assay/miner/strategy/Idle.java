package io.assay.miner.strategy;

/** Is registered, with a bucket, and never uploads. */
public record Idle() implements Strategy {
    @Override
    public boolean follows(long minedWindows) {
        return false;
    }

    @Override
    public void mine(Workbench bench) {
        bench.skip("an idle miner uploads nothing");
    }
}
