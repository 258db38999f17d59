package io.assay.miner.strategy;

/** How a miner behaves: one short script for each window. Instances have no state, so that miners may share them. */
public sealed interface Strategy permits Honest, Idle, Noise, Copycat, Desync, Late, Broken {
    /**
     * Whether the model is to be brought to the start of the window at hand before it is mined.
     *
     * @param minedWindows windows that this miner has mined since it started
     */
    default boolean follows(long minedWindows) {
        return true;
    }

    /**
     * Mines one window.
     *
     * @param bench valid for this window only
     * @throws InterruptedException when the miner is closed
     */
    void mine(Workbench bench) throws InterruptedException;
}
