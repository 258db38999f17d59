package io.assay.protocol.event;

import io.assay.protocol.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What a gradient does to the model's loss.
 *
 * @param own on the batches assigned to the peer
 * @param random on the batches common to all peers of the window
 * @param stepsBehind mean |θ_peer − θ| over the probe, in units of the learning rate; absent without a usable probe
 * @param gradientSha256 of the pinned object that was measured
 * @param evaluator name of the worker
 * @param durationMillis time the worker spent on it
 */
public record LossDelta(
        int netuid,
        long window,
        int uid,
        String hotkey,
        LossPair own,
        LossPair random,
        @Nullable Double stepsBehind,
        String gradientSha256,
        String evaluator,
        long durationMillis)
        implements Event {
    public LossDelta {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.present("own", own);
        Checks.present("random", random);
        if (stepsBehind != null) {
            Checks.within("stepsBehind", stepsBehind, 0, Double.MAX_VALUE);
        }
        Checks.sha256("gradientSha256", gradientSha256);
        Checks.text("evaluator", evaluator, 200);
        Checks.notNegative("durationMillis", durationMillis);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this, hotkey, "evaluation");
    }
}
