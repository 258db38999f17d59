package io.assay.protocol.event;

import io.assay.protocol.Checks;
import java.time.Instant;

/**
 * A window's closing block is there: what is drawn by its hash is drawn, and uploads begin to count. Told while they come
 * in, so that nobody has to wait for {@link WindowClosed}; nothing is decided by it.
 *
 * @param globalStep as in {@link WindowOpened}
 * @param closingBlock number of the block
 * @param closingBlockHash decides the window's draws, {@code 0x} and hexadecimal digits
 * @param closingAt timestamp of the closing block, begin of the upload interval
 */
public record WindowClosing(
        int netuid, long window, long globalStep, long closingBlock, String closingBlockHash, Instant closingAt)
        implements Event {
    public WindowClosing {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.notNegative("closingBlock", closingBlock);
        Checks.text("closingBlockHash", closingBlockHash, 66);
        Checks.present("closingAt", closingAt);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this);
    }
}
