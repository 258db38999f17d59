package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A valid gradient is pinned. It carries all that a worker needs, so that a job never waits for another topic.
 *
 * @param globalStep as in {@link WindowOpened}
 * @param drawn whether it is to be evaluated
 * @param closingBlockHash decides which batches are tested and where the probe lies
 * @param upload what was in the miner's bucket
 * @param gradient our copy of it
 * @param sketch of its indices; absent when the window has no key or the model no chunk to compare
 */
public record GradientArrived(
        int netuid,
        long window,
        long globalStep,
        int uid,
        String hotkey,
        boolean drawn,
        String closingBlockHash,
        Upload upload,
        PinnedObject gradient,
        @Nullable IndexSketch sketch)
        implements Event {
    public GradientArrived {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.text("closingBlockHash", closingBlockHash, 66);
        Checks.present("upload", upload);
        Checks.present("gradient", gradient);
    }

    /** Without a sketch. */
    public GradientArrived(
            int netuid,
            long window,
            long globalStep,
            int uid,
            String hotkey,
            boolean drawn,
            String closingBlockHash,
            Upload upload,
            PinnedObject gradient) {
        this(netuid, window, globalStep, uid, hotkey, drawn, closingBlockHash, upload, gradient, null);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this, hotkey, "arrival");
    }

    @Override
    public String partitionKey() {
        return netuid + ":" + hotkey;
    }
}
