package io.assay.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * Window arithmetic: {@code window = block / blocksPerWindow}.
 *
 * <p>Window w begins with block {@code w · blocksPerWindow}. Its <em>closing block</em> is the first block after it,
 * {@code (w + 1) · blocksPerWindow}, as in Templar's {@code sync_block}: only then is the window's work complete, and
 * that block's hash is what the window's draws come from.
 *
 * @param blocksPerWindow length of a window in blocks, at least 1
 */
public record WindowClock(int blocksPerWindow) {
    public WindowClock {
        Checks.within("blocks_per_window", blocksPerWindow, 1, 1_000_000);
    }

    /** The window that a block belongs to. */
    public long windowOf(long block) {
        return Checks.notNegative("block", block) / blocksPerWindow;
    }

    /** The first block of a window. */
    public long openingBlock(long window) {
        return Math.multiplyExact(Checks.notNegative("window", window), (long) blocksPerWindow);
    }

    /** The block whose timestamp begins the window's upload interval and whose hash decides the window's draws. */
    public long closingBlock(long window) {
        return openingBlock(window + 1);
    }

    /**
     * The interval in which an upload counts.
     *
     * @param closing timestamp of the closing block
     * @param length {@code time_window_delta_seconds}
     * @param skew {@code clock_skew_seconds}, widens both ends
     */
    public static UploadInterval uploadInterval(Instant closing, Duration length, Duration skew) {
        return new UploadInterval(closing.minus(skew), closing.plus(length).plus(skew));
    }
}
