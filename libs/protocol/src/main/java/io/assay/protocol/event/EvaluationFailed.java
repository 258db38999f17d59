package io.assay.protocol.event;

import io.assay.protocol.Checks;

/**
 * A gradient could not be measured.
 *
 * @param detail a sentence for the operator
 * @param evaluator name of the worker
 */
public record EvaluationFailed(
        int netuid, long window, int uid, String hotkey, EvaluationFailure reason, String detail, String evaluator)
        implements Event {
    public EvaluationFailed {
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.u16("uid", uid);
        Checks.hotkey("hotkey", hotkey);
        Checks.present("reason", reason);
        Checks.text("detail", detail, 1000);
        Checks.text("evaluator", evaluator, 200);
    }

    @Override
    public String idempotencyKey() {
        return Event.key(this, hotkey, "evaluation");
    }
}
