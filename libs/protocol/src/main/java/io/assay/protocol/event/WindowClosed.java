package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window's upload interval is over.
 *
 * @param globalStep as in {@link WindowOpened}
 * @param closingBlock its number
 * @param closingBlockHash decides the window's draws, {@code 0x} and hexadecimal digits
 * @param closedAt timestamp of the closing block, begin of the upload interval
 * @param uploadsUntil end of the upload interval
 * @param arrivals one entry for each of the roster, by uid
 * @param sketchKey the key that {@link WindowOpened#sketchCommitment} is the digest of, now revealed
 */
public record WindowClosed(
        int netuid,
        long window,
        long globalStep,
        long closingBlock,
        String closingBlockHash,
        Instant closedAt,
        Instant uploadsUntil,
        List<PeerArrival> arrivals,
        @Nullable String sketchKey)
        implements Event {
    public WindowClosed {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.notNegative("closingBlock", closingBlock);
        Checks.text("closingBlockHash", closingBlockHash, 66);
        Checks.present("closedAt", closedAt);
        Checks.present("uploadsUntil", uploadsUntil);
        arrivals = Checks.copy("arrivals", arrivals);
        if (sketchKey != null) {
            Checks.sha256("sketchKey", sketchKey);
        }
    }

    /** The end of a window without comparison for copies. */
    public WindowClosed(
            int netuid,
            long window,
            long globalStep,
            long closingBlock,
            String closingBlockHash,
            Instant closedAt,
            Instant uploadsUntil,
            List<PeerArrival> arrivals) {
        this(netuid, window, globalStep, closingBlock, closingBlockHash, closedAt, uploadsUntil, arrivals, null);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }
}
