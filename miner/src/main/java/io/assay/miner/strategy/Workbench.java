package io.assay.miner.strategy;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.GradientLayout;
import io.assay.protocol.hparams.HParams;
import java.time.Instant;
import java.util.Optional;

/** All that a strategy can see and do in one window. */
public interface Workbench {
    /** The mechanism's parameters. */
    HParams hparams();

    /** What a gradient of the model looks like. */
    GradientLayout layout();

    /** The window being mined. */
    long window();

    /** The miner's slot in this window. */
    int uid();

    /**
     * Trains on a prefix of the assigned stream, through momentum and error feedback.
     *
     * @param batches how many, at least 1; fewer when the window ends before, but never none
     * @return what is to be sent
     * @throws InterruptedException when the miner is closed
     */
    CompressedGradient train(int batches) throws InterruptedException;

    /**
     * Waits for the closing block and reads the sync probe that its hash asks for.
     *
     * @throws InterruptedException when the miner is closed
     */
    Closing awaitClosing() throws InterruptedException;

    /**
     * Waits until a point in time, not at all if it is past.
     *
     * @throws InterruptedException when the miner is closed
     */
    void awaitTime(Instant time) throws InterruptedException;

    /** The newest gradient that another miner has uploaded, as far as its bucket can be read by all. */
    Optional<CompressedGradient> newestOfAnother();

    /** Puts a file into the miner's own bucket as this window's gradient. */
    void upload(byte[] file);

    /** Notes that nothing is uploaded for this window. */
    void skip(String reason);
}
