package io.assay.miner.strategy;

/**
 * Trains honestly, but stops following the model after its first windows; its probe tells the model it really has.
 *
 * @param batches of a window; 0 for {@code assigned_batches}
 */
public record Desync(int batches) implements Strategy {
    /** Windows in which it still follows. */
    public static final int SYNCHRONOUS_WINDOWS = 3;

    @Override
    public boolean follows(long minedWindows) {
        return minedWindows < SYNCHRONOUS_WINDOWS;
    }

    @Override
    public void mine(Workbench bench) throws InterruptedException {
        new Honest(batches).mine(bench);
    }
}
